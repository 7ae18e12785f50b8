"""Why a row stands still, as the row keeps it: a code, and behind a colon what it is about. Pages
show it in the reader's language. What customs or a partner wrote is kept as it came."""

import json

from django.utils.translation import gettext_lazy as _

from ceb import FieldError
from ceb.codes import exchange_status
from ceb.errors import sentence
from core.language import speaks_chinese

LONGEST = 1000  # characters of a row's `last_error`
CANCELLED_BEFORE_DECLARATION = "cancelled_before_declaration"
RELEASED_THOUGH_CANCELLED = "released_though_cancelled"
PAYER_DIFFERS = "payer_differs"
NOT_READ_TO_THE_END = "not_read_to_the_end"
UNREADABLE_HERE = "unreadable_here"
TOO_MANY_ITEMS = "too_many_items"
INVALID_FIELDS = "invalid_fields"
EXCHANGE_ANSWER = "exchange_answer"

LABELS = {
    CANCELLED_BEFORE_DECLARATION: _("The order was cancelled before it was declared."),
    RELEASED_THOUGH_CANCELLED: _(
        "The order was cancelled and refunded, yet customs has released it: withdraw the list."
    ),
    PAYER_DIFFERS: _("The payer is not the person who ordered (R-ID-2)."),
    NOT_READ_TO_THE_END: _("Several attempts to read it did not come to an end."),
    UNREADABLE_HERE: _("This site can't read it: %(detail)s"),
    TOO_MANY_ITEMS: _("Too many receipts in one: %(detail)s"),
}


def stored_error(code: str, detail: str = "") -> str:
    return (f"{code}: {detail}" if detail else code)[:LONGEST]


def stored_field_errors(errors: list[FieldError]) -> str:
    """The errors of a document that could not be built: as many as a row has room for."""
    rows = [[one.field, one.code, one.limit[:200], one.zh] for one in errors]
    while len(text := f"{INVALID_FIELDS}: {json.dumps(rows, ensure_ascii=False)}") > LONGEST:
        rows.pop()
    return text


def error_text(last_error: str) -> str:
    """What a clerk reads of a row's `last_error`; plain text is shown as it is."""
    code, _colon, detail = last_error.partition(": ")
    if label := LABELS.get(code):
        return str(label) % {"detail": detail}
    if code == EXCHANGE_ANSWER:
        return _exchange_answer(detail)
    try:
        if code == INVALID_FIELDS:
            return _field_errors(json.loads(detail))
        return sentence(code, chinese=speaks_chinese(), detail=detail)
    except (KeyError, ValueError, TypeError):  # of somebody else, or of an older version
        return last_error


def _field_errors(rows: list[list[str]]) -> str:
    errors = [FieldError("", field, code, limit, zh) for field, code, limit, zh in rows]
    if speaks_chinese():
        return "；".join(error.message_zh for error in errors)
    return "; ".join(error.message for error in errors)


def _exchange_answer(detail: str) -> str:
    """detail: the platform's code, a blank, and its own text."""
    code, _blank, info = detail.partition(" ")
    status = exchange_status(code)
    return f"{code} {status.zh if speaks_chinese() else status.en}: {info}"
