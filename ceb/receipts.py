"""What customs answers, item by item, whatever the kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .codes import ReceiptStatus, coded_pairs, receipt_status
from .fields import MessageKind
from .identifiers import from_beijing_stamp
from .parser import UnreadableDocumentError
from .reader import read
from .tables import MESSAGES

# Bills have a state of their own, results of summaries one of their declaration.
STATUS_NAMES = ("returnStatus", "status", "decState")
TIME_NAMES = ("returnTime", "opDate")
OWN_NAMES = {"guid", "returnInfo", "extra", *STATUS_NAMES, *TIME_NAMES}


@dataclass(frozen=True, slots=True)
class ReceiptAnswer:
    """One answer about one document.

    key: the business key, most specific field first (312 orderNo, 412 payTransactionId,
    512 logisticsNo, 622 copNo, 816 taxNo, 900 oriCopMsgId); the guid is never a key.
    status: as sent; negative means rejected by e-port (816, 818: state of the bill; 792: of the
    declaration). return_time: 17 digits as sent; moment:
    the same, aware, None if unreadable. codes: ([Code:…;Desc:…]) pairs of info.
    values: every other element of the table; extra: elements the table does not know; lines:
    those of a tax bill or of a summary's result.
    """

    kind: str
    answers: str
    key: str
    guid: str
    status: str
    return_time: str
    info: str
    values: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def moment(self) -> datetime | None:
        return from_beijing_stamp(self.return_time.strip())

    @property
    def codes(self) -> list[tuple[str, str]]:
        return coded_pairs(self.info)


def parse_receipts(document: bytes) -> list[ReceiptAnswer]:
    """Raises UnreadableDocumentError for what is no XML, no known kind or no receipt."""
    parsed = read(document)
    message = MESSAGES[parsed.kind]
    if not message.is_receipt:
        raise UnreadableDocumentError("not_a_receipt", f"CEB{parsed.kind}")
    return [_item(message, record) for record in parsed.records]


def _item(message: MessageKind, record: dict[str, Any]) -> ReceiptAnswer:
    values = dict(_flat(record))
    # The schema lets blanks stand around it; " 800" is a release all the same.
    status = _first(values, *STATUS_NAMES).strip()
    return ReceiptAnswer(
        kind=message.kind,
        answers=message.answers,
        key=values.get(message.key[0], ""),
        guid=values.get("guid", ""),
        status=status,
        return_time=_first(values, *TIME_NAMES),
        info=values.get("returnInfo", ""),
        values={name: value for name, value in values.items() if name not in OWN_NAMES},
        extra=dict(_extras(record)),
        lines=list(_lines(record)),
    )


def _first(values: dict[str, str], *names: str) -> str:
    return next((values[name] for name in names if name in values), "")


def _flat(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Values of the record and of its head; lines stay out."""
    for name, value in record.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict) and name != "extra":
            yield from _flat(value)


def _lines(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for value in record.values():
        if isinstance(value, list):
            yield from value


def _extras(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from record.get("extra", {}).items()
    for value in record.values():
        if isinstance(value, dict):
            yield from value.get("extra", {}).items()


def describe_status(kind: str, status: str) -> ReceiptStatus:
    """What an answer means: numbers mean other things on export than on import.

    kind: of the document or of its receipt; an unknown one is taken for an import's."""
    message = MESSAGES.get(kind)
    return receipt_status(status, message.trade if message else "import")
