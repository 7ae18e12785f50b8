"""Those who watch the site see how far the ledger's stamps are behind, at no cost of its length."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evidence.actions import record
from evidence.models import Timestamp
from evidence.system_figures import lag_figures

pytestmark = pytest.mark.django_db


def shown():
    return {figure.name: figure.value for figure in lag_figures()}


def stamp(entry, hours):
    Timestamp.objects.create(
        sequence=entry.sequence, digest=entry.digest, token=b"t", certificates=b"c",
        authority="test", is_test=True, at=timezone.now() - timedelta(hours=hours),
    )  # fmt: skip


def test_an_empty_ledger_waits_for_nothing():
    assert shown() == {"evidence_entries_unstamped": 0, "evidence_unstamped_age_seconds": 0}


def test_what_no_stamp_covers_is_counted_and_its_age_told():
    first, *_rest = [record(subject="order E1", kind="placed", payload={}) for _ in range(4)]
    assert shown()["evidence_entries_unstamped"] == 4
    stamp(first, hours=3)
    values = shown()
    assert values["evidence_entries_unstamped"] == 3
    assert 0 < values["evidence_unstamped_age_seconds"] < 60  # the oldest uncovered: just now
    assert values["evidence_stamp_age_seconds"] == pytest.approx(3 * 3600, abs=60)


def test_a_stamp_over_the_head_leaves_nothing_open():
    stamp(record(subject="order E1", kind="placed", payload={}), hours=0)
    values = shown()
    assert values.pop("evidence_stamp_age_seconds") < 60
    assert values == {"evidence_entries_unstamped": 0, "evidence_unstamped_age_seconds": 0}


def test_a_long_ledger_asks_no_more_of_the_database(django_assert_num_queries):
    for _ in range(20):
        record(subject="order E1", kind="placed", payload={})
    with django_assert_num_queries(3):
        shown()
