"""The sandbox's operator of the supervised place (`sandbox.py`)."""

from clearance.models import Role
from clearance.partners.sandbox import SandboxPartner


class SandboxOperator(SandboxPartner):
    role = Role.OPERATOR
