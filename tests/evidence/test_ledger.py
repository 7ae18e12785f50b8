import pytest
from django.core.management import call_command
from django.db import connection

from evidence.actions import record
from evidence.models import Entry
from evidence.verification import verify_chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger():
    record(subject="order A", kind="placed", payload={"total": "545.50"})
    record(subject="order B", kind="placed", payload={"total": "10.00"})
    record(subject="order A", kind="paid", payload={"amount": "545.50", "名": "奶粉"})


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_ledger_holds(ledger):
    verdict = verify_chain()
    assert (verdict.holds, verdict.entries) == (True, 3)


@pytest.mark.parametrize(
    ("sql", "values", "broken_at", "reason"),
    [
        ("UPDATE evidence_entry SET payload=%s WHERE sequence=2", ['{"total":"1"}'], 2, "content"),
        ("UPDATE evidence_entry SET subject=%s WHERE sequence=2", ["order C"], 2, "fields"),
        ("UPDATE evidence_entry SET at=%s WHERE sequence=1", ["2020-01-01T00:00:00"], 1, "fields"),
        ("DELETE FROM evidence_entry WHERE sequence=%s", [2], 2, "missing"),
        ("DELETE FROM evidence_entry WHERE sequence=%s", [3], 3, "end of the ledger"),
        ("UPDATE evidence_entry SET sequence=9 WHERE sequence=%s", [2], 2, "missing"),
    ],
)
def test_a_changed_missing_or_moved_entry_is_named(ledger, sql, values, broken_at, reason, capsys):
    tamper(sql, *values)
    verdict = verify_chain()
    assert verdict.broken_at == broken_at
    assert reason in verdict.reason
    with pytest.raises(SystemExit):
        call_command("verify_evidence")
    assert f"broken at entry {broken_at}" in capsys.readouterr().out


def test_two_entries_that_changed_places_are_named(ledger):
    tamper("UPDATE evidence_entry SET sequence=99 WHERE sequence=1")
    tamper("UPDATE evidence_entry SET sequence=1 WHERE sequence=2")
    tamper("UPDATE evidence_entry SET sequence=2 WHERE sequence=99")
    assert verify_chain().broken_at == 1


# R-EVID-5
def test_evidence_is_neither_edited_nor_deleted(ledger):
    entry = Entry.objects.first()
    entry.kind = "shipped"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
