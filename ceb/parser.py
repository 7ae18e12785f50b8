"""Reading XML from strangers: no entities, no document type, no network, bounded size."""

import re

from lxml import etree

from .errors import sentence

LARGEST_DOCUMENT = 32 * 1024 * 1024
# The fullest message there can be (100 lists of 99 lines) has 450,000; each costs memory.
MAX_TAGS = 1_000_000
DECLARED_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
CHINESE_ENCODINGS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936"}


class UntrustedDocumentError(ValueError):
    """A document from outside is not accepted. code: of errors.csv; detail: its parameter."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(sentence(code, detail=detail))

    @property
    def message_zh(self) -> str:
        return sentence(self.code, chinese=True, detail=self.detail)


class UnreadableDocumentError(UntrustedDocumentError):
    """Not well-formed, too large, or of a kind that is rejected unread."""


def too_large(limit: int) -> UnreadableDocumentError:
    """limit: bytes."""
    return UnreadableDocumentError("too_many_bytes", str(limit))


def parse(data: bytes, largest: int = LARGEST_DOCUMENT) -> "etree._Element":
    """The root element. Raises UnreadableDocumentError."""
    if len(data) > largest:
        raise too_large(largest)
    # Counted before parsing: the tree would take a hundred times the bytes.
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableDocumentError("too_many_tags", str(MAX_TAGS))
    try:
        root = etree.fromstring(data, _parser(_encoding(data)))
    except (etree.XMLSyntaxError, LookupError, ValueError) as exc:
        raise UnreadableDocumentError("not_well_formed", str(exc)) from exc
    if root is None:
        raise UnreadableDocumentError("empty_document")
    # Entities declared but unused do no harm; nobody honest sends a DTD, though.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocumentError("document_type")
    return root


def _parser(encoding: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        # An entity may name a file of this machine, or grow without end.
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        # libxml2's own limits on depth and text length stay on.
        huge_tree=False,
        remove_comments=False,
        strip_cdata=True,
    )


def _encoding(data: bytes) -> str | None:
    """None: what the document itself says.

    Receipts say gb2312 and mean it, or say so and are UTF-8 all the same. Chinese text in GB
    bytes is as good as never valid UTF-8, so the bytes decide.
    """
    declared = DECLARED_ENCODING.match(data[:200])
    if declared is None or declared[1].decode("ascii").lower() not in CHINESE_ENCODINGS:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
