"""The sandbox's customs agent (`sandbox.py`)."""

from clearance.models import PartyRole
from clearance.partners.sandbox import SandboxPartner


class SandboxAgent(SandboxPartner):
    role = PartyRole.AGENT
