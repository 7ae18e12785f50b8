"""The form of an XML signature (W3C XML-DSig), checked as its schema does.

Whether the signature is valid is for signing.py to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from ceb.data_files import TableRow, read_rows
from ceb.errors import FieldError
from ceb.fields import DSIG_NAMESPACE, XSI_NAMESPACE
from ceb.lexical import XML_BLANKS, is_base64, is_uri

NC_NAME = re.compile(r"[^\W\d][\w.\-·]*")
INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
SCHEMA_HINTS = {
    f"{{{XSI_NAMESPACE}}}schemaLocation",
    f"{{{XSI_NAMESPACE}}}noNamespaceSchemaLocation",
}
Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class SignaturePart:
    """content: a regular expression over "Name;Name;"; a foreign element counts as "*;".

    None means the element holds a value of the type `value`.
    """

    content: str | None
    value: str
    mixed: bool
    attributes: tuple[tuple[str, str, bool], ...]


COLUMNS = ("name", "content", "value", "mixed", "attributes")


def _attributes_of(row: TableRow) -> Iterator[tuple[str, str, bool]]:
    """ "Id:id Algorithm:uri!": the second must be there."""
    for attribute in row["attributes"].split():
        name, form = attribute.split(":")
        yield name, form.removesuffix("!"), form.endswith("!")


# Every element of a signature, as the W3C's schema has it.
PARTS = {
    row["name"]: SignaturePart(
        content=None if row["value"] else row["content"],
        value=row["value"],
        mixed=bool(row["mixed"]),
        attributes=tuple(_attributes_of(row)),
    )
    for row in read_rows(Path(__file__).with_name("parts.csv"), COLUMNS)
}


def check_signature(element: Element, path: str) -> Iterator[FieldError]:
    """Errors of a ds:Signature element and all below it."""
    name = etree.QName(element).localname
    part = PARTS[name]
    yield from _attributes(element, part, path)
    children = list(element.iterchildren(etree.Element))
    if part.content is None:
        yield from _value(element, part, children, path)
        return
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if not part.mixed and text.strip(XML_BLANKS):
        yield FieldError(path, name, "text")
    # The schema's content models are regular: one expression each instead of a parser.
    if re.fullmatch(part.content, "".join(_token(child) for child in children)) is None:
        yield FieldError(path, name, "unknown" if children else "missing")
        return
    for child in children:
        if _token(child) != "*;":
            yield from check_signature(child, f"{path}/{etree.QName(child).localname}")


def _token(child: Element) -> str:
    name = etree.QName(child)
    if name.namespace == DSIG_NAMESPACE:
        return f"{name.localname};"
    # An element without a namespace is not one of "another" namespace.
    return "*;" if name.namespace else "?;"


def _attributes(element: Element, part: SignaturePart, path: str) -> Iterator[FieldError]:
    name = etree.QName(element).localname
    known = {attribute for attribute, _, _ in part.attributes}
    for attribute in element.attrib:
        if attribute not in known and attribute not in SCHEMA_HINTS:
            yield FieldError(path, name, "attribute", limit=str(attribute))
    for attribute, form, required in part.attributes:
        value = element.get(attribute)
        if value is None:
            if required:
                yield FieldError(f"{path}/@{attribute}", attribute, "missing")
        elif form == "uri" and not is_uri(value):
            yield FieldError(f"{path}/@{attribute}", attribute, "uri")
        elif form == "id" and not NC_NAME.fullmatch(value.strip(XML_BLANKS)):
            yield FieldError(f"{path}/@{attribute}", attribute, "type")


def _value(
    element: Element, part: SignaturePart, children: list[Element], path: str
) -> Iterator[FieldError]:
    name = etree.QName(element).localname
    if children:
        yield FieldError(path, name, "elements")
        return
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if part.value == "base64" and not is_base64(text):
        yield FieldError(path, name, "base64")
    elif part.value == "integer" and not INTEGER.fullmatch(text.strip(XML_BLANKS)):
        yield FieldError(path, name, "not_integer")
