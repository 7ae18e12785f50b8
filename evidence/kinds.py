"""The kinds of ledger entries and their labels: `kinds.yaml`, one table for all that the apps
record. An entry keeps its kind as it was digested; only the label shown is translated."""

from django.utils.translation import pgettext

from core.files.texts import read_texts

KINDS = read_texts(__file__, "kinds.yaml")
NOTICE_HANDLED = " handled"  # a provider's event that a clerk dealt with: "money_late handled"


def label_of(kind: str) -> str:
    """The kind in the page's language; an unknown one as recorded: better plain than hidden."""
    if kind.endswith(NOTICE_HANDLED):
        return pgettext("evidence", "notice answered")
    return str(KINDS.get(kind, kind))
