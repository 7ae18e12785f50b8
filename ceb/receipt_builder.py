"""Receipts as customs writes them, in any of the forms they come in: for sandbox and tests."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from .builder import build
from .fields import CEB_NAMESPACE, Field, Group
from .identifiers import new_guid
from .parser import parse
from .receipts import STATUS_NAMES, TIME_NAMES, ReceiptAnswer
from .tables import MESSAGES

ReceiptRow = Mapping[str, Any] | ReceiptAnswer


def build_receipt(
    kind: str,
    rows: Sequence[ReceiptRow],
    *,
    guid: str | None = None,
    version: str = "202205",
    prefix: str = "",
    namespace: str = CEB_NAMESPACE,
    encoding: str = "UTF-8",
    declared: str | None = None,
) -> bytes:
    """A receipt that parse_receipts reads back into the same items.

    rows: one an answer, flat: element names of the table to texts, "lines" for a tax bill's or a
    summary's lines, "extra" for elements no table knows; or ReceiptItems. A row's guid is made if
    it has none.
    prefix: "" writes the default namespace, as customs mostly does; namespace "": none at all.
    declared: the encoding the XML declaration names, if that is not the true one.
    Raises InvalidMessageError.
    """
    message = MESSAGES[kind]
    flat = [_flat(row, message.record) for row in rows]
    records = [_nested(row, message.record) for row in flat]
    root = parse(build(kind, records, guid=guid or new_guid(), version=version))
    for element, row in zip(root, flat, strict=True):
        _add_extras(element, message.record, row.get("extra", {}))
    # By hand, since lxml would not declare one encoding and write another.
    text = etree.tostring(_restyled(root, prefix, namespace), encoding="unicode")
    declaration = f'<?xml version="1.0" encoding="{declared or encoding}"?>\n'
    return declaration.encode("ascii") + text.encode(encoding, "xmlcharrefreplace")


def _flat(row: ReceiptRow, record: Group) -> dict[str, Any]:
    """With a guid, and an item's status and time under the names of its table."""
    # A guid of its own each time: a receipt's guid is no key.
    if not isinstance(row, ReceiptAnswer):
        return {"guid": new_guid(), **row}
    names = _head(record)
    made: dict[str, Any] = {**row.values, "guid": row.guid, "lines": row.lines, "extra": row.extra}
    for wanted, value in ((STATUS_NAMES, row.status), (TIME_NAMES, row.return_time)):
        made.update({name: value for name in wanted if name in names})
    if "returnInfo" in names:
        made["returnInfo"] = row.info
    return made


def _head(record: Group) -> set[str]:
    names = {field.name for field in record.fields()}
    for member in record.members:
        if isinstance(member, Group) and member.max_occurs == 1:
            names |= _head(member)
    return names


def _nested(row: Mapping[str, Any], group: Group) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for member in group.members:
        if isinstance(member, Field):
            made[member.name] = row.get(member.name)
        elif isinstance(member, Group):
            single = member.max_occurs == 1
            made[member.name] = _nested(row, member) if single else row.get("lines", [])
    return made


def _add_extras(element: "etree._Element", group: Group, extra: Mapping[str, str]) -> None:
    """Into the head, where there is one."""
    head = element if any(group.fields()) else element[0]
    for name, value in extra.items():
        etree.SubElement(head, f"{{{CEB_NAMESPACE}}}{name}").text = value


def _restyled(root: "etree._Element", prefix: str, namespace: str) -> "etree._Element":
    """The same content under another prefix or namespace, with nothing declared but that."""
    nsmap = {prefix or None: namespace} if namespace else None

    def tag(element: "etree._Element") -> str:
        name = etree.QName(element).localname
        return f"{{{namespace}}}{name}" if namespace else name

    def copy_children(source: "etree._Element", made: "etree._Element") -> None:
        made.text = source.text
        for child in source:
            copy_children(child, etree.SubElement(made, tag(child)))

    made = etree.Element(tag(root), attrib=dict(root.attrib), nsmap=nsmap)
    copy_children(root, made)
    return made
