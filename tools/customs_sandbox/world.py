"""Everything put together: door, platform, courier, each in a thread of its own."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from ceb import Signer
from ceb.partner_documents import DEMO_FIRMS

from .config import Config
from .courier import Courier
from .customs import Customs
from .folder import take_in
from .partners.keys import own_key
from .rulebook import rulebook
from .scenario import Scenarios
from .sealing import Seal, sealing
from .server import Server
from .store import Store
from .ways import Callback, Folder, Way

if TYPE_CHECKING:
    from .broker import Broker

IDLE = 0.05
AFTER_ERROR = 1.0
log = logging.getLogger("tools.customs_sandbox")


class World:
    def __init__(self, config: Config) -> None:
        config.refuse_if_unsafe()
        rulebook(config.rules)
        self._config = config
        self.store = Store(config.store)
        self.scenarios = Scenarios(self.store)
        if config.scenario is not None:
            self.scenarios.change(config.scenario.read_bytes())
        signers, certificates = self._firms_keys()
        self._customs = Customs(config, self.store, self.scenarios, certificates)
        self._courier = Courier(self.store, self._ways(), self._seal(), config.bundle)
        self.server = Server(config, self.store, self.scenarios, signers)
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

    def _ways(self) -> list[Way]:
        config = self._config
        ways: list[Way] = []
        if config.drop is not None:
            ways.append(Folder(config.drop))
        if config.amqp:
            from .broker import QueueWay

            ways.append(QueueWay(self._broker))
        if config.callback:
            ways.append(Callback(config.callback, config.secrets["customs"]))
        return ways

    def _seal(self) -> Seal:
        signer = None
        if self._config.sign_receipts:
            signer = Signer(*own_key(self._config.store, "customs", "通关沙箱（替身，非海关）"))
        return sealing(
            signer=signer, envelope=self._config.envelope, receiver=self._config.receiver
        )

    @property
    def _broker(self) -> "Broker":
        from .broker import Broker

        config = self._config
        return Broker(config.amqp, config.amqp_documents, config.amqp_receipts,
                      config.amqp_exchange, config.amqp_ca)  # fmt: skip

    def run(self) -> None:
        """Until stop(); in the calling thread."""
        workers = [self._customs.work, self._courier.work]
        if self._config.intake is not None:
            self._config.intake.mkdir(parents=True, exist_ok=True)
            workers.append(self._watch_folder)
        if self._config.amqp:
            from .broker import Listener

            workers.append(Listener(self._broker, self.store).work)
        for work in workers:
            threading.Thread(target=self._repeat, args=(work,), daemon=True).start()
        self.server.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """May be called from any thread but the one in run()."""
        self._stopping.set()
        self.server.shutdown()
        self._courier.close()

    def _watch_folder(self) -> int:
        assert self._config.intake is not None
        return take_in(self.store, self._config.intake)

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
