import pytest

from .harness import STAGE_DELAY, Purchase, ReceiptReceiver, SandboxProcess, wait_until


@pytest.fixture(scope="module")
def receiver():
    listening = ReceiptReceiver()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def sandbox(request, receiver, tmp_path_factory):
    """One process for the tests of a module; each test has its own orders."""
    delay = getattr(request.module, "STAGE_DELAY", STAGE_DELAY)
    folder = tmp_path_factory.mktemp("sandbox")
    running = SandboxProcess(folder, receiver.url, stage_delay=delay).start()
    yield running
    running.stop()


@pytest.fixture
def purchase(sandbox, receiver, request):
    """A fresh order of a buyer who has bought nothing yet; no faults are left from before."""
    sandbox.set_scenario()
    receiver.statuses_to_send.clear()
    wait_until(lambda: (figures := sandbox.get("/counts"))["jobs"] + figures["undelivered"] == 0)
    receiver.received.clear()
    return Purchase(f"{abs(hash(request.node.nodeid)) % 10**12:012d}", sandbox)
