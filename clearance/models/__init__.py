from .message import Attempt, Message
from .receipt import Receipt, ReceiptItem

__all__ = ["Attempt", "Message", "Receipt", "ReceiptItem"]
