"""Are the consents that orders name those that the ledger kept when they were given? Rows can be
changed by whoever owns the database, entries can't unseen."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from evidence.models import Entry
from orders.models import Consent, Order

FACTS = ("kind", "version", "language", "text_digest")
BATCH = 500
SAME_TIME = timedelta(hours=1)  # both are written in one transaction


def check() -> list[str]:
    """A sentence for each order whose consents differ, or are dated otherwise (R-PLAT-2,
    R-PRIV-2)."""
    entries = Entry.objects.filter(kind="consented").order_by("sequence")
    rows = entries.iterator(chunk_size=BATCH)
    differences: list[str] = []
    while batch := list(islice(rows, BATCH)):
        differences += _differences(batch)
    return differences


def _differences(entries: list[Entry]) -> Iterator[str]:
    payloads = {entry.pk: json.loads(entry.payload) for entry in entries}
    numbers = [payload["order"] for payload in payloads.values()]
    group_of = dict(Order.objects.filter(number__in=numbers).values_list("number", "group_id"))
    consents: dict[int, list[Consent]] = defaultdict(list)
    for consent in Consent.objects.filter(group__in=group_of.values()):
        consents[consent.group_id].append(consent)
    for entry in entries:
        payload = payloads[entry.pk]
        given = consents[group_of.get(payload["order"], 0)]
        kept = {tuple(fact[name] for name in FACTS) for fact in payload["consents"]}
        if kept != {tuple(getattr(consent, name) for name in FACTS) for consent in given}:
            yield f"order {payload['order']}: its consents are not those of the ledger"
        elif any(_is_apart(consent.given_at, entry.at) for consent in given):
            yield f"order {payload['order']}: its consents are dated otherwise than the ledger"


def _is_apart(given_at: datetime, recorded_at: str) -> bool:
    return abs(given_at - datetime.fromisoformat(recorded_at)) > SAME_TIME
