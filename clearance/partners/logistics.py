"""The sandbox's logistics firm (`sandbox.py`)."""

from clearance.models import Role
from clearance.partners.sandbox import SandboxPartner


class SandboxLogistics(SandboxPartner):
    role = Role.LOGISTICS
