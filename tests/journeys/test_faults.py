"""Failures: customs loses every third answer, repeats and reorders receipts, and the worker is
killed again and again. Every order still reaches its right end, and nothing goes out twice under
one key with two contents.

FAULT_ORDERS (24) and FAULT_KILLS (6) make the day longer: the full run is 200 and 20."""

import json
import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.running_site import RunningSite

pytestmark = [pytest.mark.slow("whole sites, whose processes are killed"), pytest.mark.browser]
ORDERS = int(os.environ.get("FAULT_ORDERS", "24"))
KILLS = int(os.environ.get("FAULT_KILLS", "6"))
SECONDS = 60 + ORDERS * 3
BAD_DAY = {
    "lose_answer_every": 3,
    "lose_receipt_every": 5,
    "repeat_receipts": 2,
    "reorder_within": 1.5,
}


@pytest.fixture
def failing_site(tmp_path, django_test_environment):
    opened = RunningSite("embedded", tmp_path)
    opened.env |= {"CLEARANCE_LEASE_SECONDS": "5"}  # a killed worker's documents come free soon
    opened.open()
    yield opened
    assert opened.close() == []


def sandbox(running_site, path, body=None):
    request = urllib.request.Request(
        f"http://127.0.0.1:{running_site.port + 430}{path}",
        data=json.dumps(body).encode() if body else None,
        headers={"Authorization": "Bearer sandbox-admin-demo", "Content-Type": "application/json"},
    )
    return json.load(urllib.request.urlopen(request, timeout=10))


def kill_worker(running_site):
    """SIGKILL to the worker's processes; how many there were."""
    killed = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            of_site = f"VAR_DIR={running_site.folder}\0".encode()
            if (
                of_site in (path / "environ").read_bytes()
                and b"celery" in (path / "cmdline").read_bytes()
            ):
                os.kill(int(path.name), signal.SIGKILL)
                killed += 1
        except (OSError, ProcessLookupError):
            continue
    return killed


def clearance_states(running_site):
    return dict(running_site.rows("SELECT number, clearance_state FROM orders_order"))


def test_every_order_is_released_on_a_bad_day(failing_site):
    sandbox(failing_site, "/faults", BAD_DAY)
    numbers = failing_site.manage("place_demo_orders", ORDERS, "--pay").stdout.split()
    assert len(numbers) == ORDERS
    kills, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        states = clearance_states(failing_site)
        if kills >= KILLS and all(states[number] == "released" for number in numbers):
            break
        if kills < KILLS:
            kills += bool(kill_worker(failing_site))
        time.sleep(2)  # or the worker would be killed again before it works
    states = clearance_states(failing_site)
    assert {number: states[number] for number in numbers} == dict.fromkeys(numbers, "released")
    assert kills >= KILLS
    assert sandbox(failing_site, "/messages/conflicts") == {"conflicts": []}
    assert failing_site.manage("check_integrity").returncode == 0
    assert failing_site.manage("verify_evidence").returncode == 0
