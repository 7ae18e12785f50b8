"""The sandbox's payment firm (`sandbox.py`)."""

from clearance.models import Role
from clearance.partners.sandbox import SandboxPartner


class SandboxPaymentFirm(SandboxPartner):
    role = Role.PAYMENT
