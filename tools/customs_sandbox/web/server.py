"""The HTTP server and what its handlers share."""

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ceb import Signer
from tools.customs_sandbox.config import Config
from tools.customs_sandbox.scenario import Scenarios
from tools.customs_sandbox.store import Store

from .access import PageAccess


class SandboxServer(ThreadingHTTPServer):
    """signers: by identity, what the partners' stand-ins sign with."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        config: Config,
        store: Store,
        scenarios: Scenarios,
        signers: Mapping[str, Signer],
        handler: type[BaseHTTPRequestHandler],
    ) -> None:
        self.config = config
        self.signers = signers
        self.store = store
        self.scenarios = scenarios
        self.access = PageAccess(config.secrets["admin"])
        super().__init__((config.host, config.port), handler)
