"""Requests read and answers written, with the disturbances that the scenario asks for."""

import json
import select
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

from tools.customs_sandbox.config import LOOPBACK

from .server import SandboxServer

LONGEST_HANG = 600
GARBAGE = b"<html>\xff\xfe not what you asked for"


class RejectedRequestError(Exception):
    """An answer other than 2xx. code: the JSON's "error"."""

    def __init__(self, status: int, code: str, message: str, **more: Any) -> None:
        self.status = status
        self.body = {"error": code, "message": message, **more}
        super().__init__(message)


class ResponseHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True  # head and body leave apart: no waiting for the other's ACK
    server: SandboxServer

    def is_local(self) -> bool:
        return self.client_address[0] in LOOPBACK

    def check_admin(self) -> None:
        """Raises RejectedRequestError."""
        if not self.is_local():
            raise RejectedRequestError(403, "forbidden", "from loopback only")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if not self.server.access.knows(token):
            raise RejectedRequestError(
                401, "unauthenticated", "Authorization: Bearer <admin secret>"
            )

    def read_body(self, limit: int) -> bytes:
        """Raises RejectedRequestError; what is left of the body ends with the connection."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self.close_connection = True
            raise RejectedRequestError(411, "malformed", "Content-Length is required")
        if int(length) > limit:
            # What is left of the body would be read as the next request.
            self.close_connection = True
            raise RejectedRequestError(413, "too_large", f"more than {limit} bytes")
        body = self.rfile.read(int(length))
        if len(body) != int(length):
            self.close_connection = True
            raise RejectedRequestError(400, "malformed", "shorter than announced")
        return body

    def answer_disturbed(self, status: int, answer: dict[str, Any]) -> None:
        """The work is done; the scenario decides whether the sender hears of it."""
        scenarios = self.server.scenarios
        time.sleep(scenarios.now.slow_answer)
        if scenarios.every("lose_answer_every"):
            self.close_connection = True
        elif scenarios.every("garbage_answer_every"):
            self.send_bytes(200, GARBAGE, {"Content-Type": "text/html"})
        else:
            self.answer(status, answer)

    def answer(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
        self.send_bytes(status, body, {"Content-Type": "application/json"})

    def send_bytes(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        slowed = self.path.startswith(("/messages", "/partners/")) and self.command == "POST"
        # Health checks and the page stay fast, or the disturbed site would seem dead.
        pause = self.server.scenarios.now.slow_bytes if slowed else 0
        for piece in [body[at : at + 1] for at in range(len(body))] if pause else [body]:
            self.wfile.write(piece)
            time.sleep(pause)

    def hang(self) -> None:
        """Read and never answered: nothing is done, and the connection stays open until the other
        end closes it."""
        self.close_connection = True
        until = time.monotonic() + LONGEST_HANG
        while time.monotonic() < until:
            readable, _, _ = select.select([self.connection], [], [], 1)
            if readable and not self.connection.recv(1024):
                return

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the store keeps what happened."""
