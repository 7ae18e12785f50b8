"""Reading XML from strangers: no entities, no document type, no network, bounded size."""

import re

from lxml import etree

LARGEST_DOCUMENT = 32 * 1024 * 1024
# The fullest message there can be (100 lists of 99 lines) has 450,000; each costs memory.
MAX_TAGS = 1_000_000
DECLARED_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
CHINESE_ENCODINGS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936"}


class UntrustedDocumentError(ValueError):
    """A document from outside is not accepted: the reason in English, and in Chinese as
    `message_zh`."""

    def __init__(self, message: str, message_zh: str) -> None:
        self.message_zh = message_zh
        super().__init__(message)


class UnreadableDocumentError(UntrustedDocumentError):
    """Not well-formed, too large, or of a kind that is rejected unread."""


def too_large(limit: int) -> UnreadableDocumentError:
    """limit: bytes."""
    return UnreadableDocumentError(f"larger than {limit} bytes", f"超过{limit}字节")


def parse(data: bytes, largest: int = LARGEST_DOCUMENT) -> "etree._Element":
    """The root element. Raises UnreadableDocumentError."""
    if len(data) > largest:
        raise too_large(largest)
    # Counted before parsing: the tree would take a hundred times the bytes.
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableDocumentError(f"more than {MAX_TAGS} tags", f"标签超过{MAX_TAGS}个")
    try:
        root = etree.fromstring(data, _parser(_encoding(data)))
    except (etree.XMLSyntaxError, LookupError, ValueError) as exc:
        raise UnreadableDocumentError(str(exc), f"不是格式良好的XML：{exc}") from exc
    if root is None:
        raise UnreadableDocumentError("empty", "内容为空")
    # Entities declared but unused do no harm; nobody honest sends a DTD, though.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocumentError(
            "document type declarations are not accepted", "不接受DTD声明"
        )
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
