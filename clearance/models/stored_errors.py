"""Why a row stands still, as the row keeps it: a code, and behind a colon what it is about. Pages
show it in the reader's language. What customs or a partner wrote is kept as it came."""

from django.utils.translation import gettext_lazy as _

CANCELLED_BEFORE_DECLARATION = "cancelled_before_declaration"
RELEASED_THOUGH_CANCELLED = "released_though_cancelled"
PAYER_DIFFERS = "payer_differs"
NOT_READ_TO_THE_END = "not_read_to_the_end"
UNREADABLE_HERE = "unreadable_here"
TOO_MANY_ITEMS = "too_many_items"

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
    return f"{code}: {detail}" if detail else code


def error_text(last_error: str) -> str:
    """What a clerk reads of a row's `last_error`."""
    code, _colon, detail = last_error.partition(": ")
    label = LABELS.get(code)
    return str(label) % {"detail": detail} if label else last_error
