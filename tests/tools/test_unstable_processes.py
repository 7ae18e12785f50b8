"""A process that is started again and again makes `/readyz` red, though its port still answers."""

import json
import os
import subprocess
import sys
import time

import pytest

from tests import hooks
from tests.tools.customs_sandbox.harness import ROOT
from tools import readiness
from tools.processes import state

CHILDREN = [
    {"name": "clearance sandbox", "command": ["false"], "env": {}},
    {"name": "web", "command": ["sleep", "60"], "env": {}},
]


@pytest.fixture
def supervisor(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.processes.supervisor", "9", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "EXPO_CHILDREN": json.dumps(CHILDREN)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.terminate()
    process.wait(15)


@pytest.mark.slow("a process must have ended three times, each a little later than the last")
def test_a_child_that_keeps_dying_is_named_to_the_operator(
    supervisor, client, settings, tmp_path, monkeypatch
):
    settings.VAR_DIR = tmp_path
    hooks.replace(monkeypatch, "readiness_checks", readiness.processes)
    hooks.replace(monkeypatch, "readiness_details")
    assert client.get("/readyz").status_code == 200  # one end may be a mishap
    until = time.monotonic() + 20
    while client.get("/readyz").status_code == 200 and time.monotonic() < until:
        time.sleep(0.1)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["errors"]) == (
        503,
        {"processes": "the clearance sandbox keeps ending: 3 times in two minutes"},
    )
    assert supervisor.stdout.readline() == (
        "The clearance sandbox had stopped (exit 1; it was started again).\n"
    )
    supervisor.kill()
    supervisor.wait()
    assert state.read(tmp_path) == {}  # what a supervisor that is no more has noted
