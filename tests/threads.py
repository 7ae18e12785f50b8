"""Real threads against a real database, started together."""

import threading

import pytest
from django.db import connection, connections


def needs_row_locks():
    """Skip where the database has no row locks to race for."""
    if connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL to name a PostgreSQL database")


def run_together(count, operation):
    """Call operation(i) in `count` threads at once; returns results or exceptions, by i."""
    barrier = threading.Barrier(count)
    outcomes = [None] * count

    def run(i):
        barrier.wait()
        try:
            outcomes[i] = operation(i)
        except Exception as exc:
            outcomes[i] = exc
        finally:
            connections.close_all()  # each thread opened its own

    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
