from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clearance.documents.kinds import KINDS
from clearance.models import Attempt, Message, PartyRole
from core.system.figures import Figure, age

RECENT = 1000  # attempts that are looked at: the table only grows
OPEN = (Message.State.WAITING, Message.State.SENDING, Message.State.SENT, Message.State.STUCK)


def figures():
    current = Message.objects.filter(superseded_at=None, state__in=OPEN)
    rows = current.values("state").annotate(n=Count("pk"), at=Min("created_at"))
    by_state = {row["state"]: row for row in rows}
    for state in OPEN:
        row = by_state.get(state, {"n": 0, "at": None})
        of: dict[str, Any] = {"of": state.value, "of_label": state.label}
        yield Figure("documents", pgettext_lazy("customs", "Documents"), row["n"], **of)
        yield Figure("documents_age_seconds", _("Oldest document"), age(row["at"]), **of)
    yield from partners()


def partners():
    """When each last took a document of the latest attempts, and when it last did not."""
    last = Attempt.objects.aggregate(pk=Max("pk"))["pk"] or 0
    rows = Attempt.objects.filter(pk__gt=last - RECENT).values_list("message__kind", "outcome")
    moments: dict[tuple[str, bool], datetime] = {}
    for kind, outcome, at in rows.annotate(at=Max("at")):
        key = str(KINDS[kind].role), outcome == "sent"
        moments[key] = max(moments.get(key, at), at)
    for (role, sent), at in sorted(moments.items()):
        name, label = (
            ("partner_success_age_seconds", _("Last document taken"))
            if sent
            else ("partner_error_age_seconds", _("Last document not taken"))
        )
        yield Figure(name, label, age(at), of=role, of_label=PartyRole(role).label)
