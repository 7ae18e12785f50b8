"""UTF-8 with or without BOM, UTF-16 with BOM, or GB18030, which accepts almost any bytes: so the
lines vote, and what doesn't fit is kept as surrogates for the row check to name."""

import re

from catalog.importing.errors import UnreadableFileError

DAMAGE = re.compile("[\ud800-\udfff\ufffd]")
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes) -> str:
    """The text; bytes that don't belong to the encoding become lone surrogates."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strictly_or_marked(data[len(bom) :], encoding)
    # text of no encoding known here holds a NUL; binaries do at once
    if b"\x00" in data:
        raise UnreadableFileError("file_format")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly_or_marked(data, "utf-8" if _mostly_utf8(data) else "gb18030")


def is_damaged(text: str) -> bool:
    """Holds what the encoding could not say, now or when the file was made (U+FFFD)."""
    return not text.isascii() and DAMAGE.search(text) is not None


def _mostly_utf8(data: bytes) -> bool:
    good = bad = 0
    for line in data.splitlines():
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good > bad


def _strictly_or_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    if encoding.startswith("utf-16"):
        raise UnreadableFileError("file_encoding")
    text = data.decode(encoding, "surrogateescape")
    lines = text.splitlines()
    # a few damaged rows are rejected one by one; a file that is mostly damaged is another encoding
    if sum(map(is_damaged, lines)) > len(lines) / 2:
        raise UnreadableFileError("file_encoding")
    return text
