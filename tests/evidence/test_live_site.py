"""The ledger is verified while the site goes on selling (OWASP ASVS 7: a log one can rely on)."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from core.database.read_snapshot import read_snapshot
from evidence.actions import record
from evidence.models import Entry
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def sell(_=0):
    record(subject="order A", kind="placed", payload={"total": "545.50"})


class SaleBefore:
    """Somebody else's sale is committed just before each query of `table`."""

    def __init__(self, table):
        self.table, self.sales = table, 0

    def __call__(self, execute, sql, params, many, context):
        if f'FROM "{self.table}"' in sql:
            (error,) = run_together(1, sell)
            assert error is None
            self.sales += 1
        return execute(sql, params, many, context)


@pytest.mark.parametrize("command", ["verify_evidence", "check_integrity"])
@pytest.mark.parametrize("table", ["evidence_entry", "evidence_chainhead", "evidence_timestamp"])
def test_a_sale_between_two_reads_is_no_missing_end(command, table, capsys):
    sell()
    with connection.execute_wrapper(sale := SaleBefore(table)):
        call_command(command)
    assert sale.sales
    assert Entry.objects.count() == 1 + sale.sales


def test_verified_twenty_times_beside_four_sellers():
    sell()

    def work(n):
        for _ in range(20):
            call_command("verify_evidence") if n == 0 else sell()

    assert run_together(5, work) == [None] * 5
    assert Entry.objects.count() == 81


def test_a_snapshot_writes_nothing_and_stops_no_writer():
    sell()
    with read_snapshot():
        assert Entry.objects.count() == 1
        assert run_together(3, sell) == [None] * 3
        assert Entry.objects.count() == 1
    assert Entry.objects.count() == 4
    with transaction.atomic(), read_snapshot():  # the outer transaction's own view
        sell()
        assert Entry.objects.count() == 5
