"""Money from abroad on the exhibitor's own account: exports."""

from .gateway import ReceivingGateway
