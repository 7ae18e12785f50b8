"""Ways a document from customs reaches the site: posted, put into a folder, or into a queue."""

import http.client
import os
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from urllib.parse import urlsplit

from .identities import signed_headers


class Way(ABC):
    @abstractmethod
    def carry(self, name: str, delivery: str, body: bytes) -> bool:
        """Whether it is there for good. Called by several threads at once."""


class Callback(Way):
    """The site says 2xx; each thread keeps its connection."""

    def __init__(self, url: str, secret: str) -> None:
        self._target = urlsplit(url)
        self._secret = secret
        self._lines = threading.local()

    def carry(self, name: str, delivery: str, body: bytes) -> bool:
        headers = {
            **signed_headers("customs", self._secret, body),
            "X-Delivery": delivery,
            "Content-Type": "application/xml",
        }
        try:
            line = self._line()
            line.request("POST", self._target.path or "/", body, headers)
            answer = line.getresponse()
            answer.read(64 * 1024)
        except (OSError, http.client.HTTPException):
            self.close()
            return False
        if answer.will_close:
            self.close()
        return 200 <= answer.status < 300

    def close(self) -> None:
        line = getattr(self._lines, "line", None)
        if line is not None:
            line.close()
            self._lines.line = None

    def _line(self) -> http.client.HTTPConnection:
        line: http.client.HTTPConnection | None = getattr(self._lines, "line", None)
        if line is None:
            secure = self._target.scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            line = kind(self._target.hostname or "", self._target.port, timeout=10)
            self._lines.line = line
        return line


class Folder(Way):
    """By atomic rename: a reader never sees half a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def carry(self, name: str, delivery: str, body: bytes) -> bool:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f".{name}.part"
            draft.write_bytes(body)
            os.replace(draft, self._folder / name)
        except OSError:
            return False
        return True
