"""As much DER as it takes to find an SM2 key, which our other library does not read."""

from collections.abc import Iterator

SEQUENCE, INTEGER, BIT_STRING, OCTET_STRING, OBJECT = 0x30, 0x02, 0x03, 0x04, 0x06
VERSION_FIELD = 0xA0
LONGEST_LENGTH = 4


class BadDer(ValueError):
    """Cut short, or not what was expected in this place."""


def children(data: bytes) -> list[tuple[int, bytes]]:
    """(tag, content) of each value in a row of them."""
    return list(_values(data))


def inside(values: list[tuple[int, bytes]], position: int, tag: int) -> bytes:
    """The content of the value in that position, which must have that tag."""
    if position >= len(values) or values[position][0] != tag:
        raise BadDer(f"tag {tag:#x} expected")
    return values[position][1]


def sequence(data: bytes) -> list[tuple[int, bytes]]:
    """The members of data that are one sequence and nothing more."""
    values = children(data)
    if len(values) != 1:
        raise BadDer("one value expected")
    return children(inside(values, 0, SEQUENCE))


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(data):
        tag = data[position]
        length, start = _length(data, position + 1)
        end = start + length
        if end > len(data):
            raise BadDer("cut short")
        yield tag, data[start:end]
        position = end


def _length(data: bytes, position: int) -> tuple[int, int]:
    """(length, where the content starts)."""
    if position >= len(data):
        raise BadDer("cut short")
    first = data[position]
    if first < 0x80:
        return first, position + 1
    count = first & 0x7F
    digits = data[position + 1 : position + 1 + count]
    if not 1 <= count <= LONGEST_LENGTH or len(digits) != count:
        raise BadDer("no such length")
    return int.from_bytes(digits, "big"), position + 1 + count
