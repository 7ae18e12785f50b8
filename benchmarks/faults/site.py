"""The site of one scenario: web, worker and beat as in compose.yaml, and the sandbox."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from benchmarks.faults.servers import FIRST_PORT, wait_for
from benchmarks.scratch_site import ROOT
from tools.processes.child import Child
from tools.processes.ports import free_port

BIN = Path(sys.executable).parent
POOL = 4  # processes of the worker, as in compose.yaml


def children_of(pid):
    """Process ids whose parent is `pid`."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


class Site:
    """environment: where its database and broker are. proxies: a toxiproxy; through: which of
    `sandbox` and `web` are reached through it."""

    def __init__(self, folder, environment, *, proxies=None, through=()):
        self.folder = folder
        self.sandbox_port, self.port = free_port(FIRST_PORT + 3), free_port(FIRST_PORT + 4)
        port = self.port
        customs, callback = self.sandbox_port, port
        if "sandbox" in through:
            customs = proxies.proxy("sandbox", self.sandbox_port)
        if "web" in through:
            callback = proxies.proxy("web", port)
        self.env = {
            **environment, "PORT": str(port), "VAR_DIR": str(folder),
            "CLEARANCE_URL": f"http://127.0.0.1:{customs}", "C_FORCE_ROOT": "1",
        }  # fmt: skip
        celery = [str(BIN / "celery"), "-A", "config", "-q"]
        levels = ["--loglevel", "WARNING"]
        self.sandbox = self._child(
            "sandbox", sys.executable, "-m", "tools.customs_sandbox",
            "--port", str(self.sandbox_port), "--store", str(folder / "sandbox"),
            "--callback", f"http://127.0.0.1:{callback}/clearance/receipts/",
        )  # fmt: skip
        self.web = self._child(
            "web", str(BIN / "gunicorn"), "config.wsgi:application", "--bind", f"127.0.0.1:{port}",
            "--workers", "2", "--threads", "4", "--preload", "--log-level", "critical",
        )  # fmt: skip
        self.worker = self._child("worker", *celery, "worker", "--concurrency", str(POOL), *levels)
        self.beat = self._child(
            "beat", *celery, "beat", "--schedule", str(folder / "beat"), *levels
        )
        self.children = [self.sandbox, self.web, self.worker, self.beat]

    def _child(self, name, *command):
        """Its output goes into a log in the folder."""
        log = f'exec "$@" >>{self.folder / name}.log 2>&1'
        return Child(name, ["sh", "-c", log, "sh", *command], self.env)

    def open(self, scenario):
        self.folder.mkdir(parents=True)
        self.sandbox.start()
        self.web.start()
        for port in (self.sandbox_port, self.port):
            wait_for(port)
        self.set_sandbox_scenario(scenario)

    def begin(self):
        self.worker.start()
        self.beat.start()

    def restart_dead(self):
        """Start again what has died, as compose does."""
        for child in self.children:
            if child.has_died():
                child.falls = 0  # no back-off: the scenario itself kills often
                child.restart_if_due()

    def close(self):
        self.stop(*reversed(self.children))

    def stop(self, *children):
        for child in children:
            if child.process:
                child.process.terminate()  # it alone: a worker lets its processes finish
        for child in children:
            child.stop(time.monotonic() + 15)
            child.process = None

    def manage(self, *command):
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, command)], cwd=ROOT,
            env={**os.environ, **self.env}, capture_output=True, text=True,
        )  # fmt: skip

    def ask_sandbox(self, path):
        address = f"http://127.0.0.1:{self.sandbox_port}{path}"
        return json.load(urllib.request.urlopen(address, timeout=60))

    def set_sandbox_scenario(self, scenario):
        headers = {"Authorization": "Bearer sandbox-admin-demo"}
        address = f"http://127.0.0.1:{self.sandbox_port}/faults"
        body = json.dumps(scenario).encode()
        urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=60).close()
