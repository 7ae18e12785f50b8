"""How customs' documents reach the site: posted, put into a folder, or into a queue."""

import http.client
import os
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from urllib.parse import urlsplit

from tools.customs_sandbox.authentication import signed_headers


class ReceiptChannel(ABC):
    @abstractmethod
    def deliver(self, name: str, delivery: str, body: bytes) -> bool:
        """Whether it is there for good. Called by several threads at once."""


class HttpChannel(ReceiptChannel):
    """Posts to the site, which answers 2xx; each thread keeps its connection."""

    def __init__(self, url: str, secret: str) -> None:
        self._target = urlsplit(url)
        self._secret = secret
        self._connections = threading.local()

    def deliver(self, name: str, delivery: str, body: bytes) -> bool:
        headers = {
            **signed_headers("customs", self._secret, body),
            "X-Delivery": delivery,
            "Content-Type": "application/xml",
        }
        try:
            connection = self._connection()
            connection.request("POST", self._target.path or "/", body, headers)
            answer = connection.getresponse()
            answer.read(64 * 1024)
        except (OSError, http.client.HTTPException):
            self.close()
            return False
        if answer.will_close:
            self.close()
        return 200 <= answer.status < 300

    def close(self) -> None:
        connection = getattr(self._connections, "connection", None)
        if connection is not None:
            connection.close()
            self._connections.connection = None

    def _connection(self) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection | None = getattr(
            self._connections, "connection", None
        )
        if connection is None:
            secure = self._target.scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            connection = kind(self._target.hostname or "", self._target.port, timeout=10)
            self._connections.connection = connection
        return connection


class FolderChannel(ReceiptChannel):
    """By atomic rename: a reader never sees half a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, name: str, delivery: str, body: bytes) -> bool:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # A reader that looks for *.xml does not see the half of it.
            draft = self._folder / f".{name}.part"
            draft.write_bytes(body)
            os.replace(draft, self._folder / name)
        except OSError:
            return False
        return True
