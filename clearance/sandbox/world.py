"""Everything put together: door, platform, courier, each in a thread of its own."""

import logging
import threading
import time
from collections.abc import Callable

from clearance.ceb import Signer

from .config import ENTERPRISES, Config
from .courier import Courier
from .customs import Customs
from .folder import take_in
from .partners import Desk
from .partners.keys import own_key
from .scenario import Scenarios
from .server import Server
from .store import Store

IDLE = 0.05
AFTER_ERROR = 1.0
log = logging.getLogger("clearance.sandbox")


class World:
    def __init__(self, config: Config) -> None:
        config.refuse_if_unsafe()
        self._config = config
        self.store = Store(config.store)
        self.scenarios = Scenarios(self.store)
        if config.scenario is not None:
            self.scenarios.change(config.scenario.read_bytes())
        certificates = self._sign_for_the_firms()
        self._customs = Customs(config, self.store, self.scenarios, certificates)
        self._courier = Courier(config, self.store)
        self.server = Server(config, self.store, self.scenarios)
        self._stopping = threading.Event()

    def _sign_for_the_firms(self) -> dict[str, bytes]:
        """Gives the stand-ins their keys; the certificates customs has on file."""
        certificates = {}
        for identity in ("agent", "operator", "logistics"):
            firm = ENTERPRISES[identity]
            key, certificates[identity] = own_key(self._config.store, identity, firm.name)
            Desk.signers[identity] = Signer(key, certificates[identity])
        return certificates

    def run(self) -> None:
        """Until stop(); in the calling thread."""
        workers = [self._customs.work, self._courier.work]
        if self._config.intake is not None:
            self._config.intake.mkdir(parents=True, exist_ok=True)
            workers.append(self._watch_folder)
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
