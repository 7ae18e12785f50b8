"""One state of the database for many reads: a site that goes on selling while it is checked would
else be compared with itself a moment later."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def read_snapshot():
    """All reads inside see the database as the first of them did, whatever others commit meanwhile.

    It takes no lock and stops no writer. Inside a transaction it changes nothing: what that one
    sees was settled when it began."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred_transactions(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _deferred_transactions():
    """Our transactions begin as writers (config/databases.py): one that only reads would keep
    every writer waiting until it ends."""
    connection.ensure_connection()  # which sets the mode
    usual = connection.transaction_mode
    connection.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = usual
