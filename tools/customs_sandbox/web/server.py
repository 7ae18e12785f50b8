"""The HTTP server and what its handlers share, who may see the page among it."""

import hashlib
import hmac
import socket
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ceb import Signer
from tools.customs_sandbox.config import Config
from tools.customs_sandbox.scenario import Scenarios
from tools.customs_sandbox.store import Store

COOKIE = "sandbox"


class PageAccess:
    """Who may see the page and change the scenario: from loopback only, with the admin's secret, by
    header or by a cookie that proves the secret was known."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def knows(self, token: str) -> bool:
        # In constant time, so that a secret can't be guessed sign by sign.
        return hmac.compare_digest(token.encode(), self._secret)

    def has_cookie(self, header: str) -> bool:
        try:
            given = SimpleCookie(header).get(COOKIE)
        except CookieError:
            return False
        expected = self._mark("cookie")
        return given is not None and hmac.compare_digest(given.value.encode(), expected.encode())

    def cookie(self) -> str:
        return f"{COOKIE}={self._mark('cookie')}; HttpOnly; SameSite=Strict; Path=/"

    @property
    def form_token(self) -> str:
        """What a form of our own page carries and nobody else's can."""
        return self._mark("form")

    def owns_form(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.form_token.encode())

    def _mark(self, purpose: str) -> str:
        return hmac.new(self._secret, f"page {purpose}".encode(), hashlib.sha256).hexdigest()


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
        super().__init__((config.host, config.port), handler, bind_and_activate=False)
        if config.fd is None:
            self.server_bind()
            self.server_activate()
        else:
            self._inherit(config.fd)

    def _inherit(self, fd: int) -> None:
        """The parent process has bound the port, and keeps it when this one ends."""
        self.socket.close()
        self.socket = socket.socket(fileno=fd)
        host, port = self.socket.getsockname()[:2]
        self.server_address = (host, port)
        self.server_name, self.server_port = host, port
