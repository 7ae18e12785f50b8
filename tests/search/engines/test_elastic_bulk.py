"""Bulks to Elasticsearch, without a server."""

import subprocess
import sys

from search.engines.elastic_bulk import BULK_DOCUMENTS, write_all

AT_THE_END = """
import threading
from search.engines.elastic_bulk import write_all

class Server:
    def bulk(self, **about):
        return {"errors": False, "items": []}

def index():
    threading.main_thread().join()
    print(write_all(Server(), "goods", [("goods-1", {"name": "honey"})], 1))

threading.Thread(target=index).start()
"""


def test_a_command_that_ends_still_indexes_what_it_changed():
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_END], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")


class Counting:
    """Answers every bulk, and keeps how many documents each held."""

    def __init__(self):
        self.bulks = []

    def bulk(self, *, operations, **about):
        self.bulks.append(len(operations))
        return {"errors": False, "items": []}


def test_a_bulk_holds_so_many_and_nothing_is_no_bulk():
    """Elasticsearch refuses an empty one, as of a rebuild whose next goods were just hidden."""
    for size, bulks in ((0, []), (1, [1]), (BULK_DOCUMENTS + 1, [1, BULK_DOCUMENTS])):
        server = Counting()
        gone = [(f"goods-{number}", None) for number in range(size)]
        assert write_all(server, "goods", gone, 1) == set()
        assert sorted(server.bulks) == bulks
