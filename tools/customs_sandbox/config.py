"""What the sandbox is started with."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from ceb.partner_documents import DEMO_FIRMS

LOOPBACK = ("127.0.0.1", "::1", "localhost")
DEMO_SITE_SECRET = "expo-clearance-stand-in"  # noqa: S105  the site's own default


class UnsafeConfigurationError(ValueError):
    """Would listen beyond this machine with secrets that everybody knows."""


def _secrets() -> dict[str, str]:
    # Site and customs share one secret for both directions.
    shared = os.environ.get("CLEARANCE_SECRET", DEMO_SITE_SECRET)
    secrets = {"site": shared, "customs": shared}
    for identity in (*DEMO_FIRMS, "admin"):
        name = f"SANDBOX_SECRET_{identity.upper()}"
        secrets[identity] = os.environ.get(name, f"sandbox-{identity}-demo")
    return secrets


@dataclass(frozen=True, slots=True)
class Config:
    """See the options of the same names (__main__.py)."""

    port: int
    store: Path
    host: str = "127.0.0.1"
    fd: int | None = None
    callback: str = ""
    drop: Path | None = None
    intake: Path | None = None
    scenario: Path | None = None
    amqp: str = ""
    amqp_documents: str = "ceb.to-customs"
    amqp_receipts: str = "ceb.receipts"
    amqp_exchange: str = ""
    amqp_ca: str = ""
    bundle: int = 1
    envelope: str = "bare"
    schema: str = "202205"
    receiver: str = "DXPENT0000000001"
    sign_receipts: bool = False
    certificate: Path | None = None
    rules: Path | None = None
    stage_delay: float = 1.0
    match_timeout: float = 60.0
    secrets: dict[str, str] = field(default_factory=_secrets)

    def check_safety(self) -> None:
        known = {DEMO_SITE_SECRET, *(f"sandbox-{who}-demo" for who in self.secrets)}
        open_secrets = [who for who, secret in self.secrets.items() if secret in known]
        if self.host not in LOOPBACK and open_secrets:
            raise UnsafeConfigurationError(
                f"{self.host} is not loopback and these identities have demo secrets: "
                + ", ".join(open_secrets)
            )
