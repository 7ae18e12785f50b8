"""A document as plain records, by local names: whatever prefix or namespace it came with."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from .fields import Field, Group, MessageKind
from .parser import UnreadableDocumentError, parse
from .tables import MESSAGES


@dataclass(frozen=True, slots=True)
class Document:
    """records: nested as in the document; a repeated group is a list, a value a str.

    Elements the table does not know are kept in the record under "extra".
    """

    kind: str
    guid: str
    version: str
    records: list[dict[str, Any]]
    base_transfer: dict[str, Any] = field(default_factory=dict)
    subscribers: list[dict[str, Any]] = field(default_factory=list)
    signed: bool = False


def read(document: "bytes | etree._Element") -> Document:
    """Raises UnreadableDocumentError for what is no XML or no known message."""
    root = parse(document) if isinstance(document, bytes) else document
    message = message_of(root)
    children = list(root.iterchildren(etree.Element))
    groups = {member.name: member for member in message.root.members if isinstance(member, Group)}
    by_group: dict[str, list[dict[str, Any]]] = {}
    for child in children:
        name = etree.QName(child).localname
        if name in groups:
            by_group.setdefault(name, []).append(_record(child, groups[name]))
    # A receipt has neither transfer nor subscribers.
    return Document(
        kind=message.kind,
        guid=root.get("guid", ""),
        version=root.get("version", ""),
        records=by_group.get(message.record.name, []),
        base_transfer=next(iter(by_group.get("BaseTransfer", [])), {}),
        subscribers=by_group.get("BaseSubscribe", []),
        signed=any(etree.QName(child).localname == "Signature" for child in children),
    )


def message_of(root: "etree._Element") -> MessageKind:
    name = etree.QName(root).localname
    message = MESSAGES.get(name.removeprefix("CEB").removesuffix("Message"))
    if message is None or message.root.name != name:
        raise UnreadableDocumentError("unknown_message", name)
    return message


def _record(element: "etree._Element", group: Group) -> dict[str, Any]:
    members = {member.name: member for member in group.members}
    record: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        member = members.get(name)
        if isinstance(member, Field):
            # Of an element that comes twice the first counts, as for customs.
            record.setdefault(name, _text(child))
        elif isinstance(member, Group):
            value = _record(child, member)
            if member.max_occurs == 1:
                record.setdefault(name, value)
            else:
                record.setdefault(name, []).append(value)
        # Elements that no table knows are kept and shown; they decide nothing.
        elif member is None:
            extra.setdefault(name, "".join(child.itertext()))
    if extra:
        record["extra"] = extra
    return record


def _text(element: "etree._Element") -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)
