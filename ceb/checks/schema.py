"""Whether a whole document is valid, by the tables: the same verdict as the official schema's.

No more and no less: what the specification requires beyond it is in specification.py and the rules.
"""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from ceb.errors import FieldError
from ceb.fields import CEB_NAMESPACE, Field, ForeignElement, Group, Member
from ceb.lexical import XML_BLANKS, value_problem
from ceb.parser import UnreadableDocumentError, parse
from ceb.signatures.form import SCHEMA_HINTS, check_signature
from ceb.tables import MESSAGES

Element: TypeAlias = etree._Element
ROOT_ATTRIBUTES = {"guid": (36, 36), "version": (1, 10)}


def check(document: "bytes | Element", version: str = "202205") -> list[FieldError]:
    """Errors in document order; an empty list means valid.

    version: "202205" or "2018-113".
    """
    try:
        root = parse(document) if isinstance(document, bytes) else document
    except UnreadableDocumentError as exc:
        return [FieldError("/", "", "not_xml", limit=str(exc))]
    name = etree.QName(root)
    message = MESSAGES.get(name.localname.removeprefix("CEB").removesuffix("Message"))
    if message is None or name.namespace != CEB_NAMESPACE or name.localname != message.root.name:
        return [FieldError("/", name.localname, "root")]
    # Returns of exports (213–216) are unknown to the older schema.
    if version not in message.versions:
        return [FieldError("/", name.localname, "version", version)]
    return [*_root_attributes(root), *_group(root, message.root, f"/{name.localname}", version)]


def _root_attributes(root: Element) -> Iterator[FieldError]:
    path = f"/{etree.QName(root).localname}"
    for name, (minimum, maximum) in ROOT_ATTRIBUTES.items():
        value = root.get(name)
        if value is None:
            yield FieldError(f"{path}/@{name}", name, "missing")
        elif not minimum <= len(value) <= maximum:
            yield FieldError(f"{path}/@{name}", name, "length", limit=f"{minimum}–{maximum}")


def _attributes(element: Element, path: str, zh: str) -> Iterator[FieldError]:
    at_root = element.getparent() is None
    for name in element.attrib:
        if name in SCHEMA_HINTS or (at_root and name in ROOT_ATTRIBUTES):
            continue
        yield FieldError(path, etree.QName(element).localname, "attribute", limit=str(name), zh=zh)


def _group(element: Element, group: Group, path: str, version: str) -> Iterator[FieldError]:
    yield from _attributes(element, path, group.zh)
    if has_text(element):
        yield FieldError(path, group.name, "text", zh=group.zh)
    for child, member, child_path, error in _matched(element, group, path, version):
        if error:
            yield error
        elif isinstance(member, Field):
            yield from _field(child, member, child_path)
        elif isinstance(member, Group):
            yield from _group(child, member, child_path, version)
        elif member.content == "signature":
            yield from check_signature(child, child_path)
        else:
            yield from _any_content(child, member, child_path)


def _matched(
    element: Element, group: Group, path: str, version: str
) -> "Iterator[tuple[Element, Member, str, FieldError | None]]":
    """Each child with the member it is, or the error that it is none.

    The schema's sequences are deterministic, so one look forward decides.
    """
    # Comments and processing instructions may stand anywhere.
    children = list(element.iterchildren(etree.Element))
    position = 0
    members = group.members_of(version)
    for member in members:
        minimum, maximum = _times(member, version)
        count = 0
        tag = f"{{{_namespace(member)}}}{member.name}"
        while position < len(children) and children[position].tag == tag:
            child = children[position]
            position += 1
            count += 1
            where = f"{path}/{member.name}[{count}]" if maximum != 1 else f"{path}/{member.name}"
            error = None
            if maximum is not None and count > maximum:
                error = FieldError(where, member.name, "too_many", str(maximum), member.zh)
            yield child, member, where, error
        if count == 0 and minimum > 0:
            where = f"{path}/{member.name}"
            yield element, member, where, FieldError(where, member.name, "missing", zh=member.zh)
    for child in children[position:]:
        name = etree.QName(child).localname
        known = {member.name: member for member in members}
        code = "order" if name in known else "unknown"
        zh = known[name].zh if name in known else ""
        yield child, group, path, FieldError(f"{path}/{name}", name, code, zh=zh)


def _namespace(member: Member) -> str:
    return member.namespace if isinstance(member, ForeignElement) else CEB_NAMESPACE


def _times(member: Member, version: str) -> tuple[int, int | None]:
    if isinstance(member, Group):
        return member.occurs(version)
    if isinstance(member, Field):
        return int(member.required), 1
    return member.min_occurs, member.max_occurs


def _field(element: Element, field: Field, path: str) -> Iterator[FieldError]:
    yield from _attributes(element, path, field.zh)
    # Text of a mixed element would pass for its value.
    if next(element.iterchildren(etree.Element), None) is not None:
        yield FieldError(path, field.name, "elements", zh=field.zh)
        return
    # An empty element takes the value that the schema has for it.
    if (field.fixed or field.default) and is_empty(element):
        return
    problem = value_problem(text_of(element), field)
    if problem:
        yield FieldError(path, field.name, problem[0], limit=problem[1], zh=field.zh)


def _any_content(element: Element, member: ForeignElement, path: str) -> Iterator[FieldError]:
    """At most one element of any name; nothing inside it is looked at."""
    yield from _attributes(element, path, member.zh)
    if has_text(element):
        yield FieldError(path, member.name, "text", zh=member.zh)
    if len(list(element.iterchildren(etree.Element))) > 1:
        yield FieldError(path, member.name, "too_many", limit="1", zh=member.zh)


def text_of(element: Element) -> str:
    """The element's own text; comments and processing instructions do not count."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def has_text(element: Element) -> bool:
    return bool(text_of(element).strip(XML_BLANKS))


def is_empty(element: Element) -> bool:
    return element.text is None and all(child.tail is None for child in element)
