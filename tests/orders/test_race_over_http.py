"""Many buyers press at one moment for a few pieces, over HTTP against two web processes: fifty for
ten in `make test-all`. Two sites start and each buyer reads three pages, which takes its time."""

import os
from collections import Counter

import pytest
from django.db import connection

from benchmarks.race import race, web_processes
from orders.models import Order, OrderGroup
from orders.monitoring import integrity
from tests.factories import make_variant_for_sale
from tests.sampling import EVERYTHING

BUYERS, PIECES = (50, 10) if EVERYTHING else (20, 5)


def database_url():
    """Where another process finds the database of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host, port = database["HOST"] or "127.0.0.1", database["PORT"] or 5432
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{host}:{port}/{database['NAME']}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow("starts a web server of several processes")
def test_so_many_are_placed_as_there_are_pieces_and_the_others_read_why_not(tmp_path):
    variant = make_variant_for_sale(stock=PIECES)
    connection.close()  # nothing of this process blocks the others
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(tmp_path),
        "RATE_LIMITS_ON": "0",
        "EMAIL_URL": "dummymail://",
    }
    with web_processes(environment) as web:
        outcomes, _seconds = race(web.base, variant.sku, BUYERS)
    assert Counter(outcomes) == {"placed": PIECES, "sold out": BUYERS - PIECES}
    assert Order.objects.count() == OrderGroup.objects.count() == PIECES
    record = variant.stock.get()
    assert (record.on_hand, record.reserved) == (PIECES, PIECES)
    assert integrity.stock() == integrity.quota() == integrity.sums() == []
