"""Receipts on their way to the site: by callback until it says 2xx, and into the drop folder."""

import http.client
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from .config import Config
from .identities import signed_headers
from .store import Store

LONGEST_WAIT = 60
AT_ONCE = 4
GARBAGE = b"<html><body>502 Bad Gateway</body></html>"


class Courier:
    def __init__(self, config: Config, store: Store) -> None:
        self._config = config
        self._store = store
        self._lines = threading.local()
        self._hands = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="courier")

    def work(self) -> int:
        """Delivers what is due; how many were tried."""
        due = self._store.rows(
            "SELECT delivery.id, delivery.tries, delivery.garbage, receipt.kind, receipt.body,"
            " receipt.id AS receipt FROM delivery JOIN receipt ON receipt.id = delivery.receipt"
            " WHERE delivered_at IS NULL AND due_at <= ? ORDER BY due_at LIMIT 100",
            time.time(),
        )
        outcomes = list(self._hands.map(self._carry, [dict(row) for row in due]))
        with self._store.transaction() as connection:
            for row, done in zip(due, outcomes, strict=True):
                if done or row["garbage"]:
                    connection.execute(
                        "UPDATE delivery SET delivered_at = ?, tries = tries + 1 WHERE id = ?",
                        (time.time(), row["id"]),
                    )
                else:
                    wait = min(LONGEST_WAIT, 2 ** min(row["tries"], 6))
                    connection.execute(
                        "UPDATE delivery SET due_at = ?, tries = tries + 1 WHERE id = ?",
                        (time.time() + wait, row["id"]),
                    )
        return len(due)

    def close(self) -> None:
        self._hands.shutdown(wait=False, cancel_futures=True)

    def _carry(self, row: dict[str, object]) -> bool:
        body = GARBAGE if row["garbage"] else bytes(row["body"])  # type: ignore[call-overload]
        if self._config.drop is not None:
            self._put_down(f"{row['kind']}-{row['receipt']}-{row['id']}.xml", body)
        if not self._config.callback:
            return True
        try:
            return self._post(body, str(row["id"]))
        except (OSError, http.client.HTTPException):
            self._hang_up()
            return False

    def _post(self, body: bytes, delivery: str) -> bool:
        headers = {
            **signed_headers("customs", self._config.secrets["customs"], body),
            "X-Delivery": delivery,
            "Content-Type": "application/xml",
        }
        target = urlsplit(self._config.callback)
        line = self._line()
        line.request("POST", target.path or "/", body, headers)
        answer = line.getresponse()
        answer.read(64 * 1024)
        if answer.will_close:
            self._hang_up()
        return 200 <= answer.status < 300

    def _line(self) -> http.client.HTTPConnection:
        line: http.client.HTTPConnection | None = getattr(self._lines, "line", None)
        if line is None:
            target = urlsplit(self._config.callback)
            secure = target.scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            line = kind(target.hostname or "", target.port, timeout=10)
            self._lines.line = line
        return line

    def _hang_up(self) -> None:
        line = getattr(self._lines, "line", None)
        if line is not None:
            line.close()
            self._lines.line = None

    def _put_down(self, name: str, body: bytes) -> None:
        """By atomic rename: a reader never sees half a file."""
        folder = self._config.drop
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{name}.part"
        draft.write_bytes(body)
        os.replace(draft, folder / name)
