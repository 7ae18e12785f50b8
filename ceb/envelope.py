"""The exchange platform's envelope (DxpMsg) and its own answers (DxpRep); spec §3.2.

A document travels inside as base64, byte for byte: its signature stays right.
"""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker

from .codes import Next, exchange_status
from .errors import FieldError, InvalidMessageError
from .identifiers import BEIJING
from .lexical import bad_character
from .parser import UnreadableDocumentError, parse, too_large

DXP_NAMESPACE = "http://www.chinaport.gov.cn/dxp"
DXP = ElementMaker(namespace=DXP_NAMESPACE, nsmap={"dxp": DXP_NAMESPACE})
IMPORT_RECEIVER = "DXPEDCCEB0000002"
EXPORT_RECEIVER = "DXPEDCCEB0000003"
# The platform's own limit is not public; as base64 this stays below what parsers take as one text.
LARGEST_DATA = 7 * 1000 * 1000
LENGTHS = {"CopMsgId": 255, "SenderId": 16, "ReceiverId": 16, "MsgType": 30}
MAX_RECEIVERS = 5


@dataclass(frozen=True, slots=True)
class EnvelopeHeader:
    """copmsg_id: what a CEB900 calls oriCopMsgId. created: as sent."""

    copmsg_id: str
    sender: str
    receivers: tuple[str, ...]
    message_type: str
    created: str
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeAnswer:
    """The platform's answer to an envelope that it could or could not carry."""

    copmsg_id: str
    code: str
    info: str
    zh: str
    en: str
    next: Next


def wrap(
    document: bytes,
    *,
    sender: str,
    receivers: Sequence[str],
    message_type: str,
    copmsg_id: str,
    created: datetime | None = None,
    largest: int = LARGEST_DATA,
) -> bytes:
    """created: aware; now if it is not given. Raises InvalidMessageError."""
    values = [("CopMsgId", copmsg_id), ("SenderId", sender)]
    values += [("ReceiverId", receiver) for receiver in receivers]
    # What the platform would reject as a whole (0001, 0002) never leaves.
    errors = list(_errors([*values, ("MsgType", message_type)], len(receivers)))
    if len(document) > largest:
        errors.append(FieldError("/DxpMsg/Data", "Data", "too_large", str(largest)))
    if errors:
        raise InvalidMessageError(errors)
    moment = (created or datetime.now(UTC)).astimezone(BEIJING)
    root = DXP.DxpMsg(
        DXP.TransInfo(
            DXP.CopMsgId(copmsg_id),
            DXP.SenderId(sender),
            DXP.ReceiverIds(*(DXP.ReceiverId(receiver) for receiver in receivers)),
            DXP.CreatTime(f"{moment:%Y-%m-%dT%H:%M:%S}"),  # so spelled by the platform
            DXP.MsgType(message_type),
        ),
        DXP.Data(base64.b64encode(document).decode("ascii")),
        ver="1.0",
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def unwrap(envelope: bytes, *, largest: int = LARGEST_DATA) -> tuple[bytes, EnvelopeHeader]:
    """The document and who sent it, from a DxpMsg or a DxpMsgSv around one.

    The document itself is not checked. Raises UnreadableDocumentError.
    """
    # base64 makes four bytes of three, and line breaks come on top.
    root = parse(envelope, largest * 2)
    message = root if _name(root) == "DxpMsg" else next(_named(root, "DxpMsg"), None)
    if message is None or _name(root) not in ("DxpMsg", "DxpMsgSv"):
        raise UnreadableDocumentError("not_an_envelope", _name(root))
    return _data(message, largest), _header(message)


def is_envelope(document: bytes) -> bool:
    """Whether the root is an envelope's, without reading what is inside."""
    return _root_name(document) in ("DxpMsg", "DxpMsgSv")


def is_answer(document: bytes) -> bool:
    """Whether it is the exchange platform's own answer to an envelope of ours."""
    return _root_name(document) == "DxpRep"


def read_answers(answer: bytes) -> list[ExchangeAnswer]:
    """A DxpRep's answers. Raises UnreadableDocumentError."""
    root = parse(answer)
    if _name(root) != "DxpRep":
        raise UnreadableDocumentError("not_an_exchange_answer", _name(root))
    return [_answer(response) for response in _named(root, "Response")]


def _answer(response: "etree._Element") -> ExchangeAnswer:
    code = _text(response, "ResponseCode").strip()
    status = exchange_status(code)
    head = next(_named(response, "OriHead"), None)
    return ExchangeAnswer(
        copmsg_id=_text(head, "CopMsgId") if head is not None else "",
        code=code,
        info=_text(response, "ResponseInfo"),
        zh=status.zh,
        en=status.en,
        next=status.next,
    )


def _errors(values: list[tuple[str, str]], receivers: int) -> Iterator[FieldError]:
    if not 1 <= receivers <= MAX_RECEIVERS:
        code, limit = ("too_many", str(MAX_RECEIVERS)) if receivers else ("missing", "")
        yield FieldError("/DxpMsg/TransInfo/ReceiverIds", "ReceiverId", code, limit)
    for name, value in values:
        path = f"/DxpMsg/TransInfo/{name}"
        if not value.strip():
            yield FieldError(path, name, "missing")
        elif len(value) > LENGTHS[name]:
            yield FieldError(path, name, "too_long", str(LENGTHS[name]))
        elif bad := bad_character(value):
            yield FieldError(path, name, "character", bad)


def _data(message: "etree._Element", largest: int) -> bytes:
    # Senders wrap base64 at 76 characters, which validate=True would reject.
    text = "".join(_text(message, "Data").split())
    if len(text) > largest * 4 // 3 + 4:
        raise too_large(largest)
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as exc:
        raise UnreadableDocumentError("data_not_base64") from exc
    if not data:
        raise UnreadableDocumentError("empty_envelope")
    return data


def _header(message: "etree._Element") -> EnvelopeHeader:
    info = next(_named(message, "TransInfo"), None)
    if info is None:
        raise UnreadableDocumentError("sender_missing")
    return EnvelopeHeader(
        copmsg_id=_text(info, "CopMsgId"),
        sender=_text(info, "SenderId"),
        receivers=tuple((receiver.text or "") for receiver in _named(info, "ReceiverId")),
        message_type=_text(info, "MsgType"),
        created=_text(info, "CreatTime"),
        file_name=_text(message, "FileName"),
    )


def _root_name(document: bytes) -> str:
    try:
        return _name(parse(document))
    except UnreadableDocumentError:
        return ""


def _name(element: "etree._Element") -> str:
    return etree.QName(element).localname


def _named(element: "etree._Element", name: str) -> "Iterator[etree._Element]":
    return (child for child in element.iter(etree.Element) if _name(child) == name)


def _text(element: "etree._Element", name: str) -> str:
    child = next(_named(element, name), None)
    return (child.text or "") if child is not None else ""
