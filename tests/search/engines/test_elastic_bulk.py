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
    result = subprocess.run(
        [sys.executable, "-c", AT_THE_END], capture_output=True, text=True, timeout=60
    )
    assert (result.stdout, result.stderr) == ("set()\n", "")


class Counting:
    """Answers every bulk, and counts the documents of each."""

    def __init__(self):
        self.bulks = []

    def bulk(self, *, operations, **about):
        self.bulks.append(len(operations))
        return {"errors": False, "items": []}


def test_a_bulk_has_a_maximum_and_nothing_is_no_bulk():
    """Elasticsearch rejects an empty one, as of a rebuild whose next goods were just hidden."""
    for size, bulks in ((0, []), (1, [1]), (BULK_DOCUMENTS + 1, [1, BULK_DOCUMENTS])):
        server = Counting()
        deletions = [(f"goods-{number}", None) for number in range(size)]
        assert write_all(server, "goods", deletions, 1) == set()
        assert sorted(server.bulks) == bulks
