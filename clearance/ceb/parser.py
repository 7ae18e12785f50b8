"""Reading XML from strangers: no entities, no document type, no network, bounded size."""

import re

from lxml import etree

LARGEST_DOCUMENT = 32 * 1024 * 1024
# The fullest message there can be (100 lists of 99 lines) has 450,000; each costs memory.
MOST_TAGS = 1_000_000
DECLARED_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
CHINESE_ENCODINGS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936"}


class UnreadableDocument(ValueError):
    """Not well-formed, too large, or of a kind that is refused unread."""


def parse(data: bytes, largest: int = LARGEST_DOCUMENT) -> "etree._Element":
    """The root element. Raises UnreadableDocument."""
    if len(data) > largest:
        raise UnreadableDocument(f"larger than {largest} bytes")
    if data.count(b"<") > MOST_TAGS:
        raise UnreadableDocument(f"more than {MOST_TAGS} tags")
    try:
        root = etree.fromstring(data, _parser(_encoding(data)))
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise UnreadableDocument(str(error)) from error
    if root is None:
        raise UnreadableDocument("empty")
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument("document type declarations are refused")
    return root


def _parser(encoding: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
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
