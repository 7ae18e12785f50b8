"""Everything put together: server, platform, deliveries, each in a thread of its own."""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ceb import Signer
from ceb.partner_documents import DEMO_FIRMS
from ceb.signatures.self_signed import make_key_pair

from .config import Config
from .customs.worker import Worker
from .delivery.channels import FolderChannel, HttpChannel, ReceiptChannel
from .delivery.deliveries import Deliveries, Packaging, package
from .intake.transmissions import accept_files
from .rulebook import rulebook
from .scenario import Scenarios
from .store import Store
from .web.handler import Handler
from .web.server import SandboxServer

IDLE = 0.05
AFTER_ERROR = 1.0
log = logging.getLogger("tools.customs_sandbox")


class Sandbox:
    def __init__(self, config: Config) -> None:
        config.check_safety()
        # Read now, so that a broken file stops the start and not the first list.
        rulebook(config.rules)
        self._config = config
        self.store = Store(config.store)
        self.scenarios = Scenarios(self.store)
        if config.scenario is not None:
            self.scenarios.change(config.scenario.read_bytes())
        self._consume: Callable[[], int] | None = None
        signers, certificates = self._firms_keys()
        self._customs = Worker(config, self.store, self.scenarios, certificates)
        self._deliveries = Deliveries(
            self.store, self._channels(), self._packaging(), config.bundle
        )
        self.server = SandboxServer(config, self.store, self.scenarios, signers, Handler)
        self._stopping = threading.Event()

    def _firms_keys(self) -> tuple[dict[str, Signer], dict[str, bytes]]:
        """What the stand-ins sign with, and the certificates customs has on file."""
        signers, certificates = {}, {}
        for identity in ("agent", "operator", "logistics"):
            name = DEMO_FIRMS[identity].name
            key, certificates[identity] = own_key(self._config.store, identity, name)
            signers[identity] = Signer(key, certificates[identity])
        if self._config.certificate is not None:
            certificates["site"] = self._config.certificate.read_bytes()
        return signers, certificates

    def _channels(self) -> list[ReceiptChannel]:
        config = self._config
        channels: list[ReceiptChannel] = []
        if config.drop is not None:
            channels.append(FolderChannel(config.drop))
        if config.amqp:
            # Without a broker the sandbox runs where kombu is not installed.
            from .amqp import AmqpBroker, AmqpChannel, AmqpConsumer

            broker = AmqpBroker(config)
            channels.append(AmqpChannel(broker))
            self._consume = AmqpConsumer(broker, self.store).work
        if config.callback:
            channels.append(HttpChannel(config.callback, config.secrets["customs"]))
        return channels

    def _packaging(self) -> Packaging:
        signer = None
        if self._config.sign_receipts:
            signer = Signer(*own_key(self._config.store, "customs", "通关沙箱（替身，非海关）"))
        receiver = self._config.receiver if self._config.envelope == "dxp" else ""
        return partial(package, signer=signer, receiver=receiver)

    def run(self) -> None:
        """Until stop(); in the calling thread."""
        workers: list[Callable[[], int]] = [self._customs.work, self._deliveries.work]
        if self._config.intake is not None:
            self._config.intake.mkdir(parents=True, exist_ok=True)
            workers.append(partial(accept_files, self.store, self._config.intake))
        if self._consume is not None:
            workers.append(self._consume)
        for work in workers:
            threading.Thread(target=self._repeat, args=(work,), daemon=True).start()
        self.server.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """May be called from any thread but the one in run()."""
        self._stopping.set()
        self.server.shutdown()
        self._deliveries.close()

    def _repeat(self, work: Callable[[], int]) -> None:
        """One bad turn is logged and tried again; the other workers go on."""
        while not self._stopping.is_set():
            try:
                busy = work()
            except Exception:
                log.exception("a turn failed")
                time.sleep(AFTER_ERROR)
                continue
            if not busy:
                self._stopping.wait(IDLE)


def own_key(folder: Path, identity: str, name: str) -> tuple[bytes, bytes]:
    """A firm's key and certificate (PEM), made once: a restart does not change them."""
    key, certificate = folder / f"{identity}-key.pem", folder / f"{identity}-certificate.pem"
    if not (key.exists() and certificate.exists()):
        private, public = make_key_pair(name)
        key.touch(mode=0o600)  # nobody else's to read, not even for the moment of writing
        key.write_bytes(private)
        certificate.write_bytes(public)
    return key.read_bytes(), certificate.read_bytes()
