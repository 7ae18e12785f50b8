"""Customs' CEB messages (跨境统一版, 202205 and 2018-113): tables, builder, checker, reader.

Usable by itself: knows nothing of the site, of its database or of the network.

    build("311", records, base_transfer={...}, guid=new_guid()) -> bytes
    check(xml) -> list[FieldError]                  the official schema's verdict
    check_specification(xml) -> list[FieldError]    what the specification requires beyond it
    read(xml) -> Document              records as plain dictionaries
    parse_receipts(xml) -> list[ReceiptAnswer]
    build_receipt("312", rows) -> bytes             the reverse
    readable(xml) -> list[DocumentRow]         a table for a clerk's eyes
    Signer(key, certificate).sign(xml) -> bytes     RSA or SM2; verify, verify_any
    wrap(xml, sender=..., ...) -> bytes             the exchange platform's envelope; unwrap
    describe_status("621", "120"), codes.explain(info)  what an answer means and asks for
    checks.import_rules, checks.export_rules        whether documents agree with one another
"""

from .builder import build
from .checks.schema import check
from .checks.specification import check_specification
from .envelope import unwrap, wrap
from .errors import FieldError, InvalidMessageError
from .identifiers import beijing_stamp, new_guid
from .parser import UnreadableDocumentError, parse
from .readable import DocumentRow, readable
from .reader import Document, read
from .receipt_builder import build_receipt
from .receipts import ReceiptAnswer, describe_status, parse_receipts
from .signatures.signing import Signer, verify, verify_any
from .tables import MESSAGES, field_named, fields_named
