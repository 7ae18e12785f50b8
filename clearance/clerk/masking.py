"""Documents for a clerk's eyes: identity numbers never go to a browser (R-PRIV-6)."""

import codecs
import json
from dataclasses import dataclass, replace

from django.utils import timezone
from lxml import etree

from ceb import UnreadableDocumentError, parse, readable
from clearance.documents.request_rows import labelled, rows_of_request
from clearance.signing import without_envelope
from orders.identity.numbers import mask, mask_within

IDENTITY_ELEMENTS = {"buyerIdNumber", "payerIdNumber"}
IDENTITY_KEYS = {"buyer_id_number", "payer_id_number"}


@dataclass(frozen=True)
class MaskedDocument:
    """A document as a table and as text, both without identity numbers."""

    rows: list
    text: str


def shown(content, kind=""):
    """content: CEB XML or a partner's JSON request, as kept on the message; kind: of the latter."""
    try:
        return MaskedDocument(rows_of(content, kind), pretty(content))
    except UnreadableDocumentError:
        text = content.decode("utf-8", "replace")[:20_000]
        return MaskedDocument([], mask_within(text, timezone.localdate()))


def without_numbers(content):
    """What went over the line, as bytes with identity numbers masked: the document inside an
    envelope, where base64 would carry every number past the mask. Encodings write digits alike,
    but for UTF-16, which comes out as UTF-8."""
    try:
        document = without_envelope(content)
    except UnreadableDocumentError:  # an envelope that can't be opened can't be masked either
        return b""
    # a mask over ASCII digits would miss those of UTF-16
    if document[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        document = document.decode("utf-16", "replace").encode()
    return mask_within(document.decode("latin-1"), timezone.localdate()).encode("latin-1")


def rows_of(content, kind=""):
    """Raises UnreadableDocumentError."""
    if is_request(content):
        return rows_of_request(without_identity(content), kind)
    return [
        labelled(replace(row, value=mask(row.value)) if row.name in IDENTITY_ELEMENTS else row)
        for row in readable(content)
    ]


def pretty(content):
    if is_request(content):
        return json.dumps(without_identity(content), ensure_ascii=False, indent=2)
    root = parse(content)
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in IDENTITY_ELEMENTS:
            element.text = mask(element.text or "")
    etree.indent(root, space="  ")
    return etree.tostring(root, encoding="unicode")


def is_request(content):
    return content.lstrip()[:1] == b"{"


def without_identity(content):
    request = json.loads(content)
    return {key: mask(value) if key in IDENTITY_KEYS else value for key, value in request.items()}
