"""Whether ledger and stamp log contradict each other, and how far the stamps are behind the end of
the ledger: until one covers an entry, who owns the database can take it away unseen."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core.system.figures import Figure, age
from evidence.models import ChainHead, Entry, Timestamp
from evidence.timestamps.tail import tail_errors


def figures():
    """Read by primary key and index: the ledger's length costs nothing."""
    label = _("Contradictions between ledger and stamp log")
    yield Figure("evidence_contradictions", label, len(tail_errors()))
    yield from lag_figures()


def lag_figures():
    head = ChainHead.objects.values_list("sequence", flat=True).first() or 0
    last = Timestamp.objects.order_by("-sequence", "-pk").values_list("sequence", "at").first()
    covered, stamped_at = last or (0, None)
    yield Figure("evidence_entries_unstamped", _("Entries without a stamp"), max(0, head - covered))
    first = Entry.objects.filter(sequence=covered + 1).values_list("at", flat=True).first()
    oldest = datetime.fromisoformat(first) if first else None
    yield Figure("evidence_unstamped_age_seconds", _("Oldest entry without a stamp"), age(oldest))
    if stamped_at:
        yield Figure("evidence_stamp_age_seconds", _("Last stamp"), age(stamped_at))
