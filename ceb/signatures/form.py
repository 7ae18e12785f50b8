"""The form of an XML signature (W3C XML-DSig), checked as its schema does.

Whether the signature is valid is for signing.py to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

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

    content: str | None = None
    value: str = "string"
    mixed: bool = False
    attributes: tuple[tuple[str, str, bool], ...] = ()


ALGORITHM = (("Algorithm", "uri", True),)
ANY = r"\*;"
VALUE = SignaturePart(value="base64")
NUMBER = SignaturePart(value="base64")
PARTS: dict[str, SignaturePart] = {
    "Signature": SignaturePart(
        "SignedInfo;SignatureValue;(KeyInfo;)?", attributes=(("Id", "id", False),)
    ),
    "SignedInfo": SignaturePart("CanonicalizationMethod;SignatureMethod;(Reference;)+"),
    "SignatureValue": VALUE,
    "CanonicalizationMethod": SignaturePart("", mixed=True, attributes=ALGORITHM),
    "SignatureMethod": SignaturePart("", mixed=True, attributes=ALGORITHM),
    "Reference": SignaturePart(
        "(Transforms;)?DigestMethod;DigestValue;",
        attributes=(("Id", "id", False), ("URI", "uri", False), ("Type", "uri", False)),
    ),
    "Transforms": SignaturePart("(Transform;)+"),
    "Transform": SignaturePart(f"(XPath;|{ANY})*", mixed=True, attributes=ALGORITHM),
    "XPath": SignaturePart(),
    "DigestMethod": SignaturePart("", mixed=True, attributes=ALGORITHM),
    "DigestValue": VALUE,
    "KeyInfo": SignaturePart(
        f"(KeyName;|KeyValue;|RetrievalMethod;|X509Data;|PGPData;|SPKIData;|MgmtData;|{ANY})+",
        mixed=True,
    ),
    "KeyName": SignaturePart(),
    "MgmtData": SignaturePart(),
    "KeyValue": SignaturePart(f"(DSAKeyValue;|RSAKeyValue;|{ANY})", mixed=True),
    "DSAKeyValue": SignaturePart("(P;Q;)?(G;)?Y;(J;)?(Seed;PgenCounter;)?"),
    "RSAKeyValue": SignaturePart("Modulus;Exponent;"),
    "RetrievalMethod": SignaturePart(
        "(Transforms;)?", attributes=(("URI", "uri", False), ("Type", "uri", False))
    ),
    "X509Data": SignaturePart(
        f"(X509IssuerSerial;|X509SKI;|X509SubjectName;|X509Certificate;|X509CRL;|{ANY})+"
    ),
    "X509IssuerSerial": SignaturePart("X509IssuerName;X509SerialNumber;"),
    "X509IssuerName": SignaturePart(),
    "X509SerialNumber": SignaturePart(value="integer"),
    "X509SKI": VALUE,
    "X509SubjectName": SignaturePart(),
    "X509Certificate": VALUE,
    "X509CRL": VALUE,
    "PGPData": SignaturePart(f"(PGPKeyID;(PGPKeyPacket;)?({ANY})*|PGPKeyPacket;({ANY})*)"),
    "PGPKeyID": VALUE,
    "PGPKeyPacket": VALUE,
    "SPKIData": SignaturePart(f"(SPKISexp;({ANY})?)+"),
    "SPKISexp": VALUE,
    **{name: NUMBER for name in ("P", "Q", "G", "Y", "J", "Seed", "PgenCounter")},
    "Modulus": NUMBER,
    "Exponent": NUMBER,
}


def check_signature(element: Element, path: str) -> Iterator[FieldError]:
    """Faults of a ds:Signature element and all below it."""
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
