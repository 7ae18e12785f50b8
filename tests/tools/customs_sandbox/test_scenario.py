"""Whatever the world does, every document reaches its right end and none is on file twice."""

import itertools
import json
import socket
import time

import pytest

from ceb.bundle import join
from tools.customs_sandbox.authentication import signed_headers
from tools.customs_sandbox.config import Config
from tools.customs_sandbox.customs.worker import Worker
from tools.customs_sandbox.intake.transmissions import accept, schedule
from tools.customs_sandbox.scenario import InvalidScenarioError, Scenario, Scenarios
from tools.customs_sandbox.store import Store

from .harness import ADMIN, SECRET, Purchase, ReceiptReceiver, SandboxProcess, wait_until

NUMBERS = itertools.count(1)
RECEIPTS_PER_ORDER = 10  # two to each of three documents, three to the list, and its tax bill


def is_idle(sandbox):
    figures = sandbox.get("/counts")
    return figures["jobs"] + figures["undelivered"] == 0


def several(sandbox, count=6):
    return [Purchase(f"F{next(NUMBERS):05d}", sandbox) for _ in range(count)]


def until_answered(send):
    """As a patient sender does: the same bytes, the same request, until there is an answer."""

    def answer_once_there():
        status, body = send()
        return body if status is not None and status < 300 and body is not None else None

    return wait_until(answer_once_there)


def send_patiently(purchase):
    order = purchase.order()
    until_answered(lambda: purchase.sandbox.post("/messages", order))
    until_answered(purchase.pay)
    waybill = until_answered(purchase.ship)
    until_answered(lambda: purchase.declare(waybill))


@pytest.mark.parametrize(
    "scenario",
    [
        {"lose_answer_every": 3},
        {"error_every": 2, "error_status": 500},
        {"garbage_answer_every": 2},
        {"lose_receipt_every": 2, "redeliver_after": 0.5},
        {"repeat_receipts": 3, "reorder_within": 1.0},
        {"garbage_receipt_every": 2, "delay_receipts": 0.3},
        {"lose_answer_every": 3, "error_every": 4, "repeat_receipts": 2, "reorder_within": 0.5},
        {"hang_every": 7, "slow_bytes": 0.001, "inspect_every": 3},
    ],
    ids=str,
)
@pytest.mark.slow("waits for what is lost, late or hanging on purpose")
def test_all_are_released_and_no_key_has_two_contents(sandbox, receiver, scenario, monkeypatch):
    monkeypatch.setattr(sandbox, "timeout", 2)
    sandbox.set_scenario(**scenario)
    receiver.received.clear()
    bought = several(sandbox)
    for purchase in bought:
        send_patiently(purchase)
    wait_until(lambda: all(sandbox.state(item.number) == "released" for item in bought), 20)
    wait_until(lambda: is_idle(sandbox), 20)
    assert sandbox.get("/messages/conflicts") == {"conflicts": []}
    received = {(item.kind, item.key, item.status) for item in receiver.items()}
    inspected = 2 * len(bought) // scenario.get("inspect_every", 100)
    assert len(received) == RECEIPTS_PER_ORDER * len(bought) + inspected
    copies = len(receiver.items()) / len(received)
    assert copies == scenario.get("repeat_receipts", 1)


@pytest.mark.slow("starts the sandbox's process twice")
def test_reordering_is_the_same_for_the_same_seed(tmp_path):
    orders = []
    for run in range(2):
        receiver = ReceiptReceiver()
        running = SandboxProcess(tmp_path / str(run), receiver.url).start()
        running.set_scenario(seed=7, reorder_within=1.5)
        running.post("/messages", Purchase("SEED", running).order())
        wait_until(lambda received=receiver: len(received.statuses("312")) == 2)
        orders.append(receiver.statuses("312"))
        running.stop()
        receiver.close()
    assert orders[0] == orders[1]


def test_rejection_and_inspection_by_rule(purchase, receiver):
    number = purchase.number
    purchase.sandbox.set_scenario(
        refuse=[{"kind": "411", "order": f"^{number}$", "status": "-401011", "info": "系统异常"}],
        inspect=[number],
    )
    purchase.send()
    wait_until(lambda: receiver.statuses("412") == ["-401011"])
    purchase.sandbox.set_scenario(inspect=[number])
    assert purchase.pay()[0] == 200  # the same answer, and nothing sent
    assert purchase.pay(change=True)[0] == 200  # sent once more, as new: it was never on file
    wait_until(lambda: receiver.statuses("622")[-1:] == ["800"])
    assert receiver.statuses("622") == ["2", "120", "300", "500", "800"]


def test_what_was_rejected_may_come_as_new_once_more(purchase, receiver):
    rejected = {"kind": "311", "status": "-301011", "info": "系统异常"}
    purchase.sandbox.set_scenario(refuse=[rejected])
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: "-301011" in receiver.statuses("312"))
    purchase.sandbox.set_scenario()
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: "2" in receiver.statuses("312"))
    assert purchase.sandbox.get("/messages/conflicts") == {"conflicts": []}


def test_customs_rejects_by_rule(purchase, receiver):
    purchase.sandbox.set_scenario(
        refuse=[{"kind": "311", "info": "[Code:1301;Desc:系统异常请稍后重试]"}]
    )
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: receiver.statuses("312") == ["2", "100"])
    assert receiver.items()[-1].codes == [("1301", "系统异常请稍后重试")]


def test_strict_platform_answers_the_same_bytes_as_a_duplicate(purchase, receiver):
    purchase.sandbox.set_scenario(strict_duplicates=True)
    body = purchase.order()
    purchase.sandbox.post("/messages", body)
    purchase.sandbox.post("/messages", body)
    wait_until(lambda: sorted(receiver.statuses("312")) == ["-301010", "120", "2"])


@pytest.mark.slow("waits for the sandbox's next delivery")
def test_receipt_is_delivered_until_the_site_takes_it(purchase, receiver):
    receiver.statuses_to_send[:] = [500, 404, 302]
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: sorted(receiver.statuses("312")) == ["120", "2"], 15)
    assert [status for status, _ in receiver.received].count(200) == 2


@pytest.mark.parametrize(
    "scenario",
    [
        b"{",
        b"[]",
        b'{"colour": 1}',
        b'{"seed": "x"}',
        b'{"inspect": ["("]}',
        b'{"refuse": [{"share": "half"}]}',
    ],
)
def test_scenario_that_makes_no_sense_changes_nothing(sandbox, scenario):
    headers = {"Authorization": f"Bearer {ADMIN}"}
    assert sandbox.post("/faults", scenario, headers=headers)[0] == 400


def test_scenario_is_the_admin_s_alone(sandbox):
    assert sandbox.post("/faults", {}, headers={"Authorization": "Bearer no"})[0] == 401


@pytest.mark.slow("kills and starts the sandbox's process")
def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path):
    receiver = ReceiptReceiver()
    running = SandboxProcess(tmp_path, receiver.url, stage_delay=0.3).start()
    running.set_scenario(repeat_receipts=2, reorder_within=0.5)
    bought = several(running, 4)
    for purchase in bought:
        send_patiently(purchase)
        running.kill()
        running.start()
    wait_until(lambda: all(running.state(item.number) == "released" for item in bought), 30)
    wait_until(lambda: is_idle(running), 20)
    assert {(item.kind, item.key, item.status) for item in receiver.items()} >= {
        ("622", f"C{item.number}", "800") for item in bought
    }
    counted = running.get("/counts")
    assert counted["documents"] == {
        "311 stored": 4, "411 stored": 4, "511 stored": 4, "621 released": 4,
    }  # fmt: skip
    assert counted["conflicts"] == 0
    assert sum(counted["receipts"].values()) == 4 * RECEIPTS_PER_ORDER
    # An answer given before is given again after.
    assert bought[0].ship()[0] == 200
    assert running.stop() == 0
    receiver.close()


def test_taken_and_never_answered_then_answered(purchase):
    purchase.sandbox.set_scenario(hang_every=1)
    line = socket.create_connection(("127.0.0.1", purchase.sandbox.port), timeout=0.3)
    body = purchase.order()
    signed = signed_headers("site", SECRET, body)
    head = "".join(f"{name}: {value}\r\n" for name, value in signed.items())
    line.sendall(f"POST /messages HTTP/1.1\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode())
    line.sendall(body)
    with pytest.raises(TimeoutError):
        line.recv(1)
    line.close()
    assert purchase.sandbox.arrived(purchase.number)["arrivals"] == []
    purchase.sandbox.set_scenario()
    assert purchase.sandbox.post("/messages", body)[0] == 202


def test_answer_comes_byte_by_byte(purchase):
    purchase.sandbox.set_scenario(slow_bytes=0.005)
    begun = time.monotonic()
    status, body = purchase.sandbox.post("/messages", purchase.order())
    assert (status, body["kind"]) == (202, "311")
    assert time.monotonic() - begun > 0.005 * len(json.dumps(body))


def test_a_share_is_rejected_the_same_for_the_same_seed(purchase, receiver):
    purchase.sandbox.set_scenario(seed=5, refuse=[{"kind": "311", "share": "0.5"}])
    bought = several(purchase.sandbox, 12)
    for one in bought:
        purchase.sandbox.post("/messages", one.order())
    wait_until(lambda: len(receiver.statuses("312")) == 24)
    chosen = Scenario(seed=5, refuse=[{"kind": "311", "share": "0.5"}])
    expected = {one.number for one in bought if chosen.rejection("311", one.number)}
    assert 0 < len(expected) < 12
    assert {item.key for item in receiver.items() if item.status == "100"} == expected


@pytest.mark.parametrize(
    ("rule", "statuses"),
    [
        ({"status": "502"}, ["502"]),
        ({"status": "599", "then": "800"}, ["599", "800"]),
        ({"then": "700"}, ["599", "700"]),
    ],
)
def test_list_is_detained(purchase, receiver, rule, statuses):
    purchase.sandbox.set_scenario(detain=[{"order": purchase.number, **rule}])
    purchase.send()
    wait_until(lambda: receiver.statuses("622") == ["2", "120", "300", "500", *statuses])


@pytest.mark.slow("kills and starts the sandbox's process")
def test_killed_while_at_work_it_answers_everything_once(tmp_path):
    """300 orders in three messages, and a SIGKILL every third of a second."""
    receiver = ReceiptReceiver()
    running = SandboxProcess(tmp_path, receiver.url, bundle=20, stage_delay=0.05).start()
    orders = [Purchase(f"K{n:03d}", running).order() for n in range(300)]
    for at in range(0, 300, 100):
        assert running.post("/messages", join("311", orders[at : at + 100]))[0] == 202
    for _ in range(4):
        time.sleep(0.3)
        running.kill()
        running.start()
    wait_until(lambda: is_idle(running), 40)
    assert running.get("/counts")["receipts"] == {"312 120": 300, "312 2": 300}
    assert {(item.key, item.status) for item in receiver.items()} == {
        (f"K{n:03d}", status) for n in range(300) for status in ("2", "120")
    }
    running.stop()
    receiver.close()


def test_job_that_fails_delays_no_other(tmp_path, caplog):
    store = Store(tmp_path)
    with store.transaction() as connection:
        schedule(connection, "no such verb", {})
    accept(store, "site", Purchase("POISON1", None).order())
    Worker(Config(1, tmp_path), store, Scenarios(store), {}).work()
    assert [row["business_key"] for row in store.rows("SELECT * FROM document")] == ["POISON1"]
    left = store.rows("SELECT verb FROM job WHERE due_at > ? ORDER BY due_at", time.time() + 5)
    assert [row["verb"] for row in left] == ["no such verb"]
    assert "failed" in caplog.text


def test_folders_instead_of_http(tmp_path):
    intake, drop = tmp_path / "in", tmp_path / "out"
    running = SandboxProcess(tmp_path / "store", intake=intake, drop=drop).start()
    purchase = Purchase("FOLDER1", running)
    wait_until(intake.exists)
    for name, body in {"site-1.xml": purchase.order(), "agent-2.xml": purchase.order()}.items():
        (intake / f"{name}.part").write_bytes(body)
        (intake / f"{name}.part").rename(intake / name)
    wait_until(lambda: len(list(drop.glob("312-*.xml"))) == 2)
    assert [path.name for path in (intake / "done").iterdir()] == ["site-1.xml"]
    assert [path.name for path in (intake / "error").iterdir()] == ["agent-2.xml"]
    running.stop()


def test_a_rule_may_look_at_what_stands_in_the_document():
    rule = {"kind": "311", "says": "404 号", "status": "100"}
    chosen = Scenario(refuse=[rule])
    matching, other = ({"OrderHead": {"consigneeAddress": f"花园路 {n} 号"}} for n in (404, 39))
    assert chosen.rejection("311", "E1", matching) == rule
    assert chosen.rejection("311", "E1", other) is None
    with pytest.raises(InvalidScenarioError):
        Scenario.from_json('{"refuse": [{"says": "("}]}')
