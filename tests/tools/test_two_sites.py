"""Two sites on one machine, ten ports apart: neither takes the other's ports, documents or
payments."""

import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from clearance.errors import TransportError
from clearance.transports.http import HttpTransport
from orders.payments.base import GatewayError
from orders.payments.stripe.gateway import StripeGateway
from tests.tools.customs_sandbox.harness import ROOT, SandboxProcess
from tools.processes import stand_ins
from tools.processes.plan import site_processes
from tools.processes.ports import free_port, is_free, listening

PAYMENT, CUSTOMS = stand_ins.PAYMENT, stand_ins.CUSTOMS
DEFAULTS = {PAYMENT: "http://127.0.0.1:1", CUSTOMS: "http://127.0.0.1:2"}


@pytest.fixture
def unnamed(monkeypatch):
    for name in (PAYMENT, CUSTOMS, *stand_ins.SECRETS[PAYMENT], *stand_ins.SECRETS[CUSTOMS]):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hold(unnamed):
    """Binds a site's ports; they are free again after the test."""
    held = []

    def hold(port, addresses=DEFAULTS):
        sockets, env = stand_ins.hold(port, addresses)
        held.extend(sockets.values())
        return sockets, env

    yield hold
    for one in held:
        one.close()


def test_sites_ten_ports_apart_never_name_each_other_s_stand_ins(hold):
    """The second site's payments have the usual port of the first one's customs."""
    port = free_port(23000)
    first_sockets, first = hold(port)
    second_sockets, second = hold(port + 10)
    assert not {first[PAYMENT], first[CUSTOMS]} & {second[PAYMENT], second[CUSTOMS]}
    for sockets, env in ((first_sockets, first), (second_sockets, second)):
        for name in (PAYMENT, CUSTOMS):
            number = sockets[name].getsockname()[1]
            assert env[name] == f"http://127.0.0.1:{number}"
            assert not is_free(number)  # before any child has started
    secrets = [name for name in first if name not in (PAYMENT, CUSTOMS)]
    assert len(secrets) == 3
    assert all(first[name] != second[name] for name in secrets)


def test_every_child_finds_its_port_bound_already(unnamed, settings, tmp_path):
    settings.VAR_DIR, settings.CLEARANCE_AMQP = tmp_path, {"url": ""}
    settings.STRIPE_API_BASE, settings.CLEARANCE_URL = DEFAULTS[PAYMENT], DEFAULTS[CUSTOMS]
    with listening("127.0.0.1", 0) as site:
        children, env = site_processes(free_port(23200), site)
        handed = {child.name: child.sockets for child in children}
        assert handed.pop("web") == [site.fileno()]
        assert handed.pop("worker") == []
        ports = []
        for (descriptor,) in handed.values():
            with socket.socket(fileno=descriptor) as held:
                ports.append(held.getsockname()[1])
    assert [f"http://127.0.0.1:{port}" for port in ports] == [env[PAYMENT], env[CUSTOMS]]


def test_a_stand_in_that_somebody_runs_already_is_not_started_a_second_time(hold, monkeypatch):
    """It would find its port taken, fall, and be started again for ever."""
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        address = f"http://127.0.0.1:{somebody.getsockname()[1]}"
        monkeypatch.setenv(CUSTOMS, address)
        sockets, env = hold(free_port(23100), {**DEFAULTS, CUSTOMS: address})
    assert list(sockets) == [PAYMENT]
    assert not {CUSTOMS, "CLEARANCE_SECRET"} & set(env)


def test_commands_beside_a_running_site_know_its_stand_ins_and_nobody_else_does(tmp_path):
    env = {CUSTOMS: "http://127.0.0.1:9", "CLEARANCE_SECRET": "drawn"}
    stand_ins.note(tmp_path, env)
    assert stand_ins.read(tmp_path) == env
    file = tmp_path / stand_ins.NAME
    assert file.stat().st_mode & 0o777 == 0o600
    ended = subprocess.Popen(["true"])
    ended.wait()
    file.write_text(f'{{"pid": {ended.pid}, "CLEARANCE_SECRET": "of yesterday"}}')
    assert stand_ins.read(tmp_path) == stand_ins.read(tmp_path / "none") == {}


@pytest.mark.slow("a sandbox's process is started")
def test_another_site_s_customs_takes_no_document_which_waits_for_ours(settings, tmp_path):
    sandbox = SandboxProcess(tmp_path).start()
    settings.CLEARANCE_URL = f"http://127.0.0.1:{sandbox.port}"
    settings.CLEARANCE_SECRET = "another-site-s"
    try:
        with pytest.raises(TransportError, match="HTTP 401") as exc_info:
            HttpTransport().send("CEB311-1", b"<document/>")
        assert exc_info.value.permanent is False
        assert sandbox.get("/counts")["arrivals"] == 0
    finally:
        sandbox.stop()


class Provider:
    """The fake payment provider on a socket that outlives it, as under `make run`."""

    KEY = "sk_test_ours"

    def __init__(self, folder):
        self.socket, self.store = listening("127.0.0.1", 0), folder / "payments.pickle"
        self.base = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def start(self):
        where = self.socket.fileno()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.processes.fake_stripe", f"fd:{where}",
             "http://127.0.0.1:9/", str(self.store)],
            cwd=ROOT, pass_fds=[where],
            env={**os.environ, "STRIPE_WEBHOOK_SECRET": "w", "STRIPE_SECRET_KEY": self.KEY},
        )  # fmt: skip

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, method, path, key=KEY, **data):
        headers = {"Authorization": f"Bearer {key}"}
        return httpx.request(method, self.base + path, headers=headers, timeout=20, **data)

    def intent(self):
        made = self.ask("POST", "/v1/payment_intents", data={"amount": 100, "currency": "cny"})
        return made.json()["id"]


@pytest.fixture
def provider(tmp_path):
    provider = Provider(tmp_path)
    provider.start()
    yield provider
    provider.kill()
    provider.socket.close()


@pytest.mark.django_db
def test_another_site_s_payment_provider_takes_no_payment(provider, settings):
    reference = provider.intent()
    settings.STRIPE_API_BASE, settings.STRIPE_RETRIES = provider.base, 0
    settings.STRIPE_SECRET_KEY = "sk_test_another_site_s"
    with pytest.raises(GatewayError, match="another site") as exc_info:
        StripeGateway().retrieve(reference)
    assert exc_info.value.permanent is False
    webhook = {"url": "http://127.0.0.1:1/", "secret": "theirs"}
    assert provider.ask("POST", "/_config/webhooks/expo", "sk_x", json=webhook).status_code == 401
    assert provider.ask("DELETE", "/_config/data", "sk_x").status_code == 401
    settings.STRIPE_SECRET_KEY = provider.KEY
    assert StripeGateway().retrieve(reference).reference == reference


@pytest.mark.slow("the provider's process is started twice")
def test_a_killed_provider_has_every_payment_that_it_confirmed(provider):
    """Killed within a request; who calls while it is away is answered when it is back."""
    references = [provider.intent() for _ in range(3)]
    with socket.create_connection(provider.socket.getsockname()) as half:
        half.sendall(b"POST /v1/payment_intents HTTP/1.1\r\nHost: x\r\n")
        provider.kill()
    assert not is_free(provider.socket.getsockname()[1])
    provider.start()
    for reference in references:
        answer = provider.ask("GET", f"/v1/payment_intents/{reference}")
        assert (answer.status_code, answer.json()["amount"]) == (200, 100)


def test_a_write_cut_short_leaves_the_payments_that_were_there(tmp_path, monkeypatch):
    from localstripe import resources

    from tools.processes import fake_stripe

    for name in ("dump_to_disk", "__setitem__", "__delitem__"):
        monkeypatch.setattr(resources.Store, name, getattr(resources.Store, name))
    monkeypatch.setattr(resources, "open", open, raising=False)
    monkeypatch.setattr(resources, "store", resources.Store())
    path = tmp_path / "payments.pickle"
    fake_stripe.store_in(path)
    resources.store["pi_1"] = "paid"
    resources.store.dump_to_disk()

    def killed(file, content):
        with open(file, "wb") as half:
            half.write(content[: len(content) // 2])
        raise SystemExit

    resources.store["pi_2"] = "paid"
    monkeypatch.setattr(type(path), "write_bytes", killed)
    with pytest.raises(SystemExit):
        resources.store.dump_to_disk()
    resources.store.clear()
    resources.store.try_load_from_disk()
    assert resources.store == {"pi_1": "paid"}


@pytest.mark.slow("the provider's process is started twice")
def test_a_store_that_cannot_be_read_is_kept_aside(provider, tmp_path):
    provider.intent()
    provider.kill()
    provider.store.write_bytes(b"\x80\x05half")
    provider.start()
    assert provider.intent()
    assert provider.store.with_suffix(".unreadable").read_bytes() == b"\x80\x05half"
