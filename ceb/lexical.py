"""Whether a piece of text is a value of its type, as XML Schema and libxml2 read it."""

import re

from .fields import Field

XML_BLANKS = " \t\n\r"
BLANKS = re.compile(f"[{XML_BLANKS}]+")
DECIMAL = re.compile(r"[+-]?(?:(\d+)(?:\.(\d*))?|\.(\d+))", re.ASCII)
INTEGER = re.compile(r"[+-]?(\d+)", re.ASCII)
INT_RANGE = range(-(2**31), 2**31)
# The characters XML 1.0 cannot carry at all; a lone surrogate is among them.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BASE64_SIX_BITS = {
    sign: value
    for value, sign in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
URI = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?"
    r"(?://(?:[^/?#@\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/?#:@\[\]]*)(?::\d*)?(?=[/?#]|$))?"
    r"[^?#\[\]]*(?:\?[^#\[\]]*)?(?:#[^#\[\]]*)?"
)
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def value_problem(value: str, field: Field) -> tuple[str, str] | None:
    """(error code, limit) if the schema rejects the text as a value of the field."""
    if field.form == "decimal":
        return _decimal_problem(value, field)
    if field.form == "int":
        return _int_problem(value, field)
    return _text_problem(value, field)


def _text_problem(value: str, field: Field) -> tuple[str, str] | None:
    length = len(collapsed(value) if field.collapse else value)
    if (
        field.max_length is not None
        and field.min_length == field.max_length
        and length != field.max_length
    ):
        return "length", str(field.max_length)
    if length < field.min_length:
        return "too_short", str(field.min_length)
    if field.max_length is not None and length > field.max_length:
        return "too_long", str(field.max_length)
    if field.fixed is not None and value != field.fixed:
        return "not_allowed", field.fixed
    return None


def collapsed(value: str) -> str:
    """As whiteSpace="collapse" has it: runs of XML's blanks become one space, none at the ends."""
    return BLANKS.sub(" ", value).strip(" ")


def _decimal_problem(value: str, field: Field) -> tuple[str, str] | None:
    match = DECIMAL.fullmatch(value.strip(XML_BLANKS))
    if match is None:
        return "not_number", ""
    # Zeros before and behind do not count: 0001.10 has two digits and one decimal.
    before = (match[1] or "").lstrip("0")
    after = (match[2] or match[3] or "").rstrip("0")
    if field.decimals is not None and len(after) > field.decimals:
        return "decimals", str(field.decimals)
    if field.digits is not None and len(before) + len(after) > field.digits:
        return "digits", str(field.digits)
    return None


def _int_problem(value: str, field: Field) -> tuple[str, str] | None:
    number = value.strip(XML_BLANKS)
    match = INTEGER.fullmatch(number)
    if match is None:
        return "not_integer", ""
    digits = match[1].lstrip("0")
    # The length first: turning a hundred thousand digits into a number costs seconds.
    if len(digits) > 10 or int(number) not in INT_RANGE:
        return "not_integer", ""
    if field.digits is not None and len(digits) > field.digits:
        return "digits", str(field.digits)
    return None


def is_base64(value: str) -> bool:
    """As libxml2 has it: other characters are ignored (RFC 2045), padding bits must be zero."""
    body, _, rest = value.partition("=")
    signs = [sign for sign in body if sign in BASE64_SIX_BITS]
    if any(sign in BASE64_SIX_BITS for sign in rest):
        return False
    padding = value.count("=")
    if padding > 2 or len(signs) % 4 != (0, 3, 2)[padding]:
        return False
    unused = (0, 0b11, 0b1111)[padding]
    return not padding or BASE64_SIX_BITS[signs[-1]] & unused == 0


def is_uri(value: str) -> bool:
    reference = " ".join(value.split())
    return URI.fullmatch(reference) is not None and not BAD_ESCAPE.search(reference)


def bad_character(value: str) -> str | None:
    """The first character XML cannot carry, as U+0001."""
    match = NOT_XML.search(value)
    return f"U+{ord(match[0]):04X}" if match else None
