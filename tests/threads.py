"""Real threads against a real database, started together."""

import threading

import pytest
from django.db import connection, connections


def needs_row_locks():
    """Skip where the database has no row locks to race for."""
    if connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL to name a PostgreSQL database")


def run_together(count, deed):
    """Call deed(i) in `count` threads from one barrier; returns results or exceptions, by i."""
    barrier = threading.Barrier(count)
    outcomes = [None] * count

    def run(i):
        barrier.wait()
        try:
            outcomes[i] = deed(i)
        except Exception as error:
            outcomes[i] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
