"""Bulks to Elasticsearch, without a server."""

import subprocess
import sys

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
