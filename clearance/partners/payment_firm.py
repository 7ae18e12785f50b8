"""The sandbox's payment firm (`sandbox.py`)."""

from clearance.models import PartyRole
from clearance.partners.sandbox import SandboxPartner


class SandboxPaymentFirm(SandboxPartner):
    role = PartyRole.PAYMENT
