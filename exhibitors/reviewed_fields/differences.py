"""What a draft would change on the live page, field by field: for its reviewer and its author."""

import difflib
import re
from dataclasses import dataclass

TOKEN = re.compile(r"[A-Za-zÀ-ÿ0-9.,%'’-]+|\s+|.", re.S)  # a Latin word, or one character
LONGEST = 4000  # tokens; beyond that a text is shown whole


@dataclass(frozen=True)
class Difference:
    """`old` and `new`: (kind, text) runs, kind "", "ins" or "del"; pictures as they are."""

    name: str
    label: str
    old: object
    new: object
    is_picture: bool = False


def differences(live, draft):
    """The fields in which two versions of one object differ. Both have `reviewed_fields()`.

    An object that isn't live yet is compared with nothing: all that is written is new."""
    olds = {field.name: field.value for field in live.reviewed_fields()} if live.live else {}
    return [
        difference
        for field in draft.reviewed_fields()
        if (difference := compare(field, olds.get(field.name))) is not None
    ]


def compare(field, old):
    new, old = in_lines(field.value), in_lines(old)
    if (old or None) == (new or None):
        return None
    if hasattr(old, "file") or hasattr(new, "file"):
        return Difference(field.name, field.label, old, new, is_picture=True)
    before, after = runs(as_text(old), as_text(new))
    return Difference(field.name, field.label, before, after)


def in_lines(value):
    """Wagtail's forms send CRLF, ours keep LF: the same text to any reader."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def as_text(value):
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def runs(old, new):
    """Both texts cut into runs that are alike, taken away or put in."""
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    # the matcher's time grows with the square of the length
    if len(a) + len(b) > LONGEST:
        return [("del", old)], [("ins", new)]
    before, after = [], []
    # autojunk would ignore the commonest characters of a long Chinese text
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if i1 < i2:
            before.append(("" if kind == "equal" else "del", "".join(a[i1:i2])))
        if j1 < j2:
            after.append(("" if kind == "equal" else "ins", "".join(b[j1:j2])))
    return before, after
