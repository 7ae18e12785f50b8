"""Customs' CEB messages (跨境统一版, 202205): tables, builder, checker, reader.

Usable by itself: knows nothing of the site, of its database or of the network.

    build("311", records, base_transfer={...}, guid=new_guid()) -> bytes
    check(xml) -> list[Fault]          the official schema's verdict
    check_papers(xml) -> list[Fault]   what the papers ask beyond it
    read(xml) -> Document              records as plain dictionaries
    parse_receipts(xml) -> list[ReceiptItem]
    build_receipt("312", rows) -> bytes         the other way round
    readable(xml) -> list[Row]         a table for a clerk's eyes
    Signer(key, certificate).sign(xml) -> bytes
"""

from .builder import build
from .checker import check
from .faults import Fault, MessageFault
from .identifiers import beijing_stamp, new_guid
from .papers import check_papers
from .parser import UnreadableDocument, parse
from .readable import Row, readable
from .reader import Document, read
from .receipt_builder import build_receipt
from .receipts import ReceiptItem, parse_receipts
from .signing import Signer, verify
from .tables import MESSAGES

__all__ = [
    "MESSAGES",
    "Document",
    "Fault",
    "MessageFault",
    "ReceiptItem",
    "Row",
    "Signer",
    "UnreadableDocument",
    "beijing_stamp",
    "build",
    "build_receipt",
    "check",
    "check_papers",
    "new_guid",
    "parse",
    "parse_receipts",
    "read",
    "readable",
    "verify",
]
