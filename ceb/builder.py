"""Records in, document out. Everything wrong is said before anything is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from .faults import Fault, MessageFault
from .fields import CEB_NAMESPACE, XSI_NAMESPACE, Field, Foreign, Group, Message
from .lexical import value_problem
from .papers import record_faults
from .tables import MESSAGES
from .values import WrongValue, as_text, names_in, pick

Texts = dict[str, Any]


def build(
    kind: str,
    records: Sequence[Any],
    *,
    guid: str,
    base_transfer: Any = None,
    subscribers: Sequence[Any] = (),
    extend: Any = None,
    version: str = "202205",
    root_version: str = "1.0",
) -> bytes:
    """The document in UTF-8, without white space between elements, ready to be signed.

    records: 1–100 mappings or dataclasses keyed by the table's element names, groups nested
    ({"OrderHead": {…}, "OrderList": [{…}]}). Values: str; Decimal, int or str for amounts;
    int for counts; str or aware datetime for times (written in Beijing time).
    Empty values are left out.
    base_transfer: as the table's; required for documents to customs, absent in receipts.
    version: of the schema, "202205" or "2018-113"; root_version: what the root says of itself.
    A required signature is the signer's to add (signing.Signer).
    Raises MessageFault with every fault found.
    """
    message = MESSAGES[kind]
    path = f"/{message.root.name}"
    if version not in message.versions:
        raise MessageFault([Fault(path, message.root.name, "version", version)])
    faults = _root_faults(message, records, guid, root_version)
    parts: list[tuple[Group, Texts]] = []
    for group, record, where in _parts(message, records, base_transfer, subscribers, extend):
        texts = _texts(record, group, f"{path}/{where}", version, faults)
        faults += record_faults(texts, group, f"{path}/{where}", version)
        parts.append((group, texts))
    if faults:
        raise MessageFault(_distinct(faults))
    root = etree.Element(
        f"{{{CEB_NAMESPACE}}}{message.root.name}",
        attrib={"guid": guid, "version": root_version},
        nsmap={"ceb": CEB_NAMESPACE, "xsi": XSI_NAMESPACE},
    )
    for group, texts in parts:
        _write(root, group, texts)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _root_faults(
    message: Message, records: Sequence[Any], guid: str, root_version: str
) -> list[Fault]:
    path, record = f"/{message.root.name}", message.record
    faults = []
    if not records:
        faults.append(Fault(f"{path}/{record.name}", record.name, "missing", zh=record.zh))
    if record.most is not None and len(records) > record.most:
        limit = str(record.most)
        faults.append(Fault(f"{path}/{record.name}", record.name, "too_many", limit, record.zh))
    if len(guid) != 36:
        faults.append(Fault(f"{path}/@guid", "guid", "length", "36"))
    if not 1 <= len(root_version) <= 10:
        faults.append(Fault(f"{path}/@version", "version", "length", "1–10"))
    return faults


def _parts(
    message: Message,
    records: Sequence[Any],
    base_transfer: Any,
    subscribers: Sequence[Any],
    extend: Any,
) -> list[tuple[Group, Any, str]]:
    """(group, record, place) for each child of the root, in the order of the root's table."""
    given: dict[str, Sequence[Any]] = {message.record.name: records}
    if not message.is_receipt:
        given["BaseTransfer"] = [base_transfer or {}]
        given["BaseSubscribe"] = subscribers
        given["ExtendMessage"] = [extend] if extend else []
    return [
        (member, record, f"{member.name}[{number}]" if member.most != 1 else member.name)
        for member in message.root.members
        if isinstance(member, Group)
        for number, record in enumerate(given.get(member.name, ()), start=1)
    ]


def _texts(record: Any, group: Group, path: str, version: str, faults: list[Fault]) -> Texts:
    """The record as texts in the table's order; what is wrong goes to faults."""
    members = group.members_of(version)
    known = {member.name for member in members}
    faults += [
        Fault(f"{path}/{name}", name, "unknown") for name in names_in(record) if name not in known
    ]
    texts: Texts = {}
    for member in members:
        value = pick(record, member.name)
        if isinstance(member, Field):
            text = _field_text(value, member, f"{path}/{member.name}", faults)
            if text or (member.required and member.least == 0 and member.form == "text"):
                texts[member.name] = text
        elif isinstance(member, Group):
            texts[member.name] = _group_texts(value, member, path, version, faults)
        else:
            texts[member.name] = value
    return texts


def _group_texts(value: Any, group: Group, path: str, version: str, faults: list[Fault]) -> Any:
    least, most = group.times(version)
    where = f"{path}/{group.name}"
    if group.most == 1:
        return _texts(value if value is not None else {}, group, where, version, faults)
    items = list(value or ())
    if len(items) < least:
        faults.append(Fault(where, group.name, "missing", zh=group.zh))
    if most is not None and len(items) > most:
        faults.append(Fault(where, group.name, "too_many", str(most), group.zh))
    return [
        _texts(item, group, f"{where}[{number}]", version, faults)
        for number, item in enumerate(items, start=1)
    ]


def _field_text(value: Any, field: Field, path: str, faults: list[Fault]) -> str:
    try:
        text = as_text(value, field)
    except WrongValue as wrong:
        faults.append(Fault(path, field.name, wrong.code, wrong.limit, field.zh))
        return ""
    if not text:
        if field.required and not (field.least == 0 and field.form == "text"):
            faults.append(Fault(path, field.name, "missing", zh=field.zh))
        return ""
    problem = value_problem(text, field)
    if problem:
        faults.append(Fault(path, field.name, problem[0], problem[1], field.zh))
    return text


def _distinct(faults: list[Fault]) -> list[Fault]:
    """One fault a place: the first found is the deepest reason."""
    return list({fault.path: fault for fault in reversed(faults)}.values())[::-1]


def _write(parent: "etree._Element", group: Group, texts: Mapping[str, Any]) -> None:
    element = etree.SubElement(parent, f"{{{CEB_NAMESPACE}}}{group.name}")
    for member in group.members:
        value = texts.get(member.name)
        if isinstance(member, Group):
            for item in value if isinstance(value, list) else [value or {}]:
                _write(element, member, item)
        elif isinstance(member, Foreign):
            child = etree.SubElement(element, f"{{{CEB_NAMESPACE}}}{member.name}")
            if value is not None:
                child.append(value)
        elif value is not None:
            etree.SubElement(element, f"{{{CEB_NAMESPACE}}}{member.name}").text = value
