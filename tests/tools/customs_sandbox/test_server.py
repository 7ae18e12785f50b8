"""Who may come in, and with what; partners answer one request one way for ever."""

import json
import os
import subprocess
import sys
import time

import pytest

from tools.customs_sandbox.authentication import signature, signed_headers

from .harness import ROOT, SECRET, Purchase, free_port, wait_until


@pytest.mark.parametrize(
    ("sender", "secret", "change", "status"),
    [
        ("site", SECRET, {}, 202),
        ("site", "wrong", {}, 401),
        ("stranger", SECRET, {}, 401),
        ("customs", SECRET, {}, 401),
        ("payment", "sandbox-payment-demo", {}, 403),
        ("agent", "sandbox-agent-demo", {}, 403),
        ("site", SECRET, {"X-Clearance-Timestamp": str(int(time.time()) - 301)}, 401),
        ("site", SECRET, {"X-Clearance-Timestamp": "yesterday"}, 401),
        ("site", SECRET, {"X-Clearance-Signature": "sha256=é"}, 401),
    ],
)
def test_sender_proves_who_it_is_and_sends_its_own_kinds(purchase, sender, secret, change, status):
    body = purchase.order()
    if change.get("X-Clearance-Timestamp", "").isdigit():
        stamp = change["X-Clearance-Timestamp"]
        change = {**change, "X-Clearance-Signature": signature(secret, stamp, body)}
    change = {name: value.encode().decode("latin-1") for name, value in change.items()}
    assert (
        purchase.sandbox.post("/messages", body, sender=sender, secret=secret, headers=change)[0]
        == status
    )


def test_changed_body_is_not_what_was_signed(purchase):
    body = purchase.order()
    signed = signed_headers("site", SECRET, body)
    assert purchase.sandbox.post("/messages", body + b" ", headers=signed)[0] == 401


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/messages", b"", 400),
        ("/messages", b"x" * (4 * 1024 * 1024 + 1), 413),
        ("/partners/agent/lists", b"{" + b" " * (256 * 1024), 413),
        ("/partners/agent/lists", b"{", 400),
        ("/partners/agent/lists", b"[" * 100_000, 400),
        ("/partners/agent/lists", [], 422),
        ("/partners/payment/declare", {}, 422),
        ("/elsewhere", b"x", 404),
    ],
)
def test_bodies_that_are_rejected(sandbox, path, body, status):
    assert sandbox.post(path, body)[0] in (status, None if status == 413 else status)


def test_partner_names_every_error_by_the_keys_of_the_request(purchase):
    status, response = purchase.sandbox.post(
        "/partners/agent/lists",
        purchase.declaration(
            purchase.ship()[1], ems_no="", cop_no="C" * 21, freight="1.1234567",
            lines=[{"gnum": 1, "gcode": "1", "price": "x"}],
        ),
    )  # fmt: skip
    errors = {error["path"]: error["code"] for error in response["faults"]}
    assert status == 422
    assert {name: errors[name] for name in ("cop_no", "ems_no", "freight")} == {
        "cop_no": "too_long", "ems_no": "needed_in_mode", "freight": "decimals",
    }  # fmt: skip
    assert {name: code for name, code in errors.items() if name.startswith("lines[1].g")} == {
        "lines[1].gcode": "length", "lines[1].gname": "missing", "lines[1].gmodel": "missing",
    }  # fmt: skip
    assert errors["lines[1].price"] == "not_number"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"colour": "red"}, "unknown"),
        ({"amount": 12.5}, "type"),
        ({"amount": "-1"}, "negative"),
        ({"paid_at": "2026-01-05T10:00:00"}, "not_time"),
        ({"payer_name": None}, "missing"),
        ({"payer_name": "\ud800"}, "character"),
        ({"change": "yes"}, "type"),
    ],
)
def test_wrong_payment_requests(purchase, change, code):
    body = json.dumps(purchase.payment(**change)).encode()
    status, response = purchase.sandbox.post("/partners/payment/declare", body)
    assert (status, [error["code"] for error in response["faults"]][:1]) == (422, [code])
    assert purchase.sandbox.arrived(purchase.number)["arrivals"] == []


def test_same_request_same_answer_other_content_is_a_conflict(purchase):
    first = purchase.ship()
    assert purchase.ship() == (200, first[1])
    assert purchase.ship(note=None, goods_info="") == (200, first[1])
    status, response = purchase.ship(weight="2")
    assert (status, response["error"], response["key"]) == (409, "conflict", purchase.number)
    assert purchase.ship(weight="2", change=True) == (200, first[1])

    def both_arrived():
        arrivals = purchase.sandbox.arrived(purchase.number)["arrivals"]
        return arrivals if len(arrivals) == 2 else None

    assert [item["app_type"] for item in wait_until(both_arrived)] == ["1", "2"]


def test_payment_firm_says_whether_it_knows_the_payer(purchase):
    purchase.sandbox.set_scenario(payer_differs=["110101188801010028"])
    known = [
        Purchase(f"{purchase.number}{n}", purchase.sandbox).pay(payer_id_number=number)[1]
        for n, number in enumerate(
            ("11010118880101001X", "110101188801010011", "110101188801010028")
        )
    ]
    assert [response["identity_check"] for response in known] == ["same", "unchecked", "different"]


def test_payment_firm_names_its_own_account_where_the_request_names_no_payer(purchase):
    """As where the shop knows of a card's name in Latin letters alone (R-ID-9)."""
    purchase.sandbox.set_scenario(payer_names={"11010118880101001X": "张三"})
    assert purchase.pay(payer_name=None)[0] == 201
    other = Purchase(f"{purchase.number}2", purchase.sandbox)
    status, response = other.pay(payer_name=None, payer_id_number="110101188801010028")
    assert (status, response["faults"][0]["path"]) == (422, "payer_name")


def test_partners_are_named_as_stand_ins(sandbox):
    shown = sandbox.get("/partners")
    assert shown["stand_ins"] is True
    assert shown["payment"]["code"] == "4101W0P001"
    assert "沙箱替身" in shown["agent"]["name"]


def test_demo_secrets_listen_on_loopback_only(tmp_path):
    command = [sys.executable, "-m", "tools.customs_sandbox", "--port", "1", "--host", "0.0.0.0",
               "--store", str(tmp_path)]  # fmt: skip
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert result.returncode == 2
    assert "not loopback" in result.stderr


@pytest.mark.slow("starts the command as a process")
def test_command_starts_it_and_ends_with_its_signal(tmp_path):
    port = free_port()
    command = [
        sys.executable,
        "manage.py",
        "run_sandbox",
        "--port",
        str(port),
        "--store",
        str(tmp_path),
    ]
    env = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=env)
    try:
        assert "a stand-in, not customs" in process.stdout.readline()
        process.terminate()
        assert process.wait(10) == 0
    finally:
        process.kill()
