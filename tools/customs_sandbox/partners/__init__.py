"""Stand-ins for payment firm, logistics firm, customs agent and site operator: clearly labelled,
never customs.

Each is asked by the site, builds its own document with the same builder and sends it to the
platform under its own identity.
"""

from .agent import Agent
from .agent_changes import Cancellation, ExportCancellation, ExportReturn, Return
from .agent_exports import ExportList, MasterList, Summary
from .desk import Conflict, Desk
from .logistics import Logistics
from .logistics_exports import Departure, ExportWaybill, SignedFor, SiteArrival
from .operator import Arrivals, Tally
from .payment import PaymentFirm
from .payment_exports import MoneyReceived
from .requests import Invalid

DESKS: dict[str, type[Desk]] = {
    "/partners/payment/declare": PaymentFirm,
    "/partners/payment/receipts": MoneyReceived,
    "/partners/logistics/waybills": Logistics,
    "/partners/logistics/signed": SignedFor,
    "/partners/logistics/export-waybills": ExportWaybill,
    "/partners/logistics/arrivals": SiteArrival,
    "/partners/logistics/departures": Departure,
    "/partners/agent/lists": Agent,
    "/partners/agent/cancellations": Cancellation,
    "/partners/agent/returns": Return,
    "/partners/agent/export-lists": ExportList,
    "/partners/agent/export-cancellations": ExportCancellation,
    "/partners/agent/export-returns": ExportReturn,
    "/partners/agent/master-lists": MasterList,
    "/partners/agent/summaries": Summary,
    "/partners/operator/arrivals": Arrivals,
    "/partners/operator/tallies": Tally,
}

__all__ = ["DESKS", "Agent", "Conflict", "Desk", "Invalid", "Logistics", "PaymentFirm"]
