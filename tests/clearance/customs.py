"""Customs' platform for tests: the sandbox as a process of its own, answering into a folder."""

import json
import socket
import subprocess
import sys
import time
import urllib.request

from clearance.documents.preparation import prepare_pending_orders
from clearance.receipts.apply import match_pending_items
from clearance.receipts.intake import read_receipt, receive
from clearance.sending.forward import forward
from clearance.tasks import FOLLOWUPS


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Customs:
    def __init__(self, folder, stage_delay="0.05"):
        self.drop, self.port = folder / "receipts", free_port()
        self.command = [
            sys.executable, "-m", "tools.customs_sandbox", "--port", str(self.port),
            "--store", str(folder / "store"), "--drop", str(self.drop),
            "--stage-delay", stage_delay, "--patience", "5",
        ]  # fmt: skip
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        self.process = subprocess.Popen(self.command)
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1).read()
                return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the sandbox did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def call(self, path, body=None):
        request = urllib.request.Request(
            self.url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer sandbox-admin-demo"},
        )
        return json.load(urllib.request.urlopen(request, timeout=10))

    def set_faults(self, **scenario):
        """What it does wrong from now on; nothing: it is well."""
        self.call("/faults", scenario)

    def is_idle(self):
        counts = self.call("/counts")
        return counts["jobs"] + counts["undelivered"] == 0

    def conflicts(self):
        return self.call("/messages/conflicts")["conflicts"]

    def forget_receipts(self):
        """Whatever it still had to say about the orders of other tests."""
        while not self.is_idle():
            time.sleep(0.05)
        for path in self.drop.glob("*.xml"):
            path.unlink()

    def deliver(self):
        """What is in the folder, accepted as `receive_receipts` does; the number of files."""
        files = sorted(self.drop.glob("*.xml")) if self.drop.exists() else []
        for path in files:
            receipt, _ = receive(path.read_bytes(), "file")
            read_receipt(receipt.pk)
            path.unlink()
        return len(files)

    def work_until(self, done, seconds=20):
        """Run the site's periodic tasks until `done()`; fails when time is up."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.deliver()
            match_pending_items()
            prepare_pending_orders()
            for step in FOLLOWUPS:
                step()
            forward()
            if done():
                return
            time.sleep(0.05)
        raise AssertionError("customs did not come to an end")
