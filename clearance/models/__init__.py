from .batch import Batch
from .declaration import Declaration, TaxBill
from .message import Attempt, Message, Trade
from .parties import Enterprise, Role, ZoneParty, ZoneSwitch
from .receipt import Receipt, ReceiptItem

__all__ = [
    "Attempt",
    "Batch",
    "Declaration",
    "Enterprise",
    "Message",
    "Receipt",
    "ReceiptItem",
    "Role",
    "TaxBill",
    "Trade",
    "ZoneParty",
    "ZoneSwitch",
]
