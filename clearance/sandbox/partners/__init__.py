"""Stand-ins for payment firm, logistics firm and customs agent: clearly labelled, never customs.

Each is asked by the site, builds its own document with the same builder and sends it to the
platform under its own identity.
"""

from .agent import Agent
from .desk import Conflict, Desk, Invalid
from .logistics import Logistics
from .payment import PaymentFirm

DESKS: dict[str, type[Desk]] = {
    "/partners/payment/declare": PaymentFirm,
    "/partners/logistics/waybills": Logistics,
    "/partners/agent/lists": Agent,
}

__all__ = ["DESKS", "Agent", "Conflict", "Desk", "Invalid", "Logistics", "PaymentFirm"]
