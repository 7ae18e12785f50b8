"""How all firms that the sandbox plays are called: they build and send their documents themselves.
A real firm's interface is a class of the same shape (`interfaces.Partner`), named in
settings.CLEARANCE_PARTNERS."""

from typing import Any

from clearance.documents.kinds import KINDS
from clearance.errors import TransportError
from clearance.models import PartyRole
from clearance.transports.http import post


class SandboxPartner:
    role: PartyRole

    def ask(self, kind: str, request: bytes) -> dict[str, Any]:
        if KINDS[kind].role != self.role:
            raise TransportError(f"this firm makes no CEB{kind}", permanent=True)
        return post(f"/partners/{KINDS[kind].endpoint}", request, "application/json")
