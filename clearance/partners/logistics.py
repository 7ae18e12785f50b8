"""The sandbox's logistics firm (`sandbox.py`)."""

from clearance.models import PartyRole
from clearance.partners.sandbox import SandboxPartner


class SandboxLogistics(SandboxPartner):
    role = PartyRole.LOGISTICS
