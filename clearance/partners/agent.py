"""The sandbox's customs agent (`sandbox.py`)."""

from clearance.models import Role
from clearance.partners.sandbox import SandboxPartner


class SandboxAgent(SandboxPartner):
    role = Role.AGENT
