"""The sandbox's operator of the supervised place (`sandbox.py`)."""

from clearance.models import PartyRole
from clearance.partners.sandbox import SandboxPartner


class SandboxOperator(SandboxPartner):
    role = PartyRole.OPERATOR
