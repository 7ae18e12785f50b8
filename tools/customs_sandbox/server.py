"""The sandbox's HTTP door."""

import json
import select
import time
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ceb import Signer
from ceb.partner_documents import DEMO_FIRMS, InvalidRequestError

from . import payment_data, views
from .admission import Admission
from .config import LOOPBACK, Config
from .identities import Unauthenticated, authenticated
from .intake import LARGEST_MESSAGE, Forbidden, IdTaken, accept
from .page_door import PageDoor
from .partners import ENDPOINTS
from .partners.service import ConflictError, PartnerService
from .scenario import BadScenario, Scenarios
from .statements import NoStatement, statement
from .store import Store

LARGEST_JSON = 256 * 1024
LONGEST_HANG = 600
GARBAGE = b"<html>\xff\xfe not what you asked for"


class Refused(Exception):
    """An answer other than 2xx."""

    def __init__(self, status: int, error: str, message: str, **more: Any) -> None:
        self.status = status
        self.body = {"error": error, "message": message, **more}
        super().__init__(message)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        config: Config,
        store: Store,
        scenarios: Scenarios,
        signers: Mapping[str, Signer],
    ) -> None:
        self.config = config
        self.signers = signers
        self.store = store
        self.scenarios = scenarios
        self.admission = Admission(config.secrets["admin"])
        super().__init__((config.host, config.port), Handler)


class Handler(PageDoor):
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True  # head and body leave apart: no waiting for the other's ACK
    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = parse_qs(address.query)
        store = self.server.store
        if address.path == "/healthz":
            self._answer(200, {"status": "ok"})
        elif address.path == "/messages":
            by, name = ("business_key", "key") if "key" in query else ("order_no", "order")
            self._answer(200, views.messages(store, query.get(name, [""])[0], by))
        elif address.path == "/messages/conflicts":
            self._answer(200, {"conflicts": views.conflicts(store)})
        elif address.path == payment_data.UPLOAD:
            self._show_uploads(query.get("session", [""])[0])
        elif address.path == "/counts":
            self._answer(200, views.counts(store))
        elif address.path.startswith("/statements/"):
            self._give_statement(address.path, query)
        elif address.path == "/partners":
            firms = {
                who: {"code": firm.code, "name": firm.name} for who, firm in DEMO_FIRMS.items()
            }
            self._answer(200, {**firms, "stand_ins": True})
        elif address.path == "/":
            self.show_page()
        elif address.path == "/page.css":
            self.show_style()
        elif address.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            self._answer(404, {"error": "not_found", "message": address.path})

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        try:
            if path == "/faults":
                self._answer(200, self._change_faults(self._body(LARGEST_JSON)))
                return
            if path == payment_data.ASK:
                self._answer(200, self._ask_for_payment(self._body(LARGEST_JSON)))
                return
            if path == payment_data.UPLOAD:
                certificate = self.server.config.certificate
                body = self._body(LARGEST_JSON)
                self._answer(200, payment_data.take_upload(self.server.store, body, certificate))
                return
            if path in ("/enter", "/page/faults"):
                step = self.enter if path == "/enter" else self.change_on_page
                step(self._body(LARGEST_JSON))
                return
            limit = LARGEST_MESSAGE if path == "/messages" else LARGEST_JSON
            body = self._body(limit)
            if self.server.scenarios.every("hang_every"):
                self._hang()
                return
            if self.server.scenarios.every("error_every"):
                status = self.server.scenarios.now.error_status
                raise Refused(status, "unavailable", "as the scenario asks")
            status, answer = self._serve(path, body)
        except Refused as refused:
            self._answer(refused.status, refused.body)
            return
        self._answer_as_told(status, answer)

    def _serve(self, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        headers = {name: self.headers.get(name, "") for name in self.headers}
        try:
            sender = authenticated(
                {name.title(): value for name, value in headers.items()},
                body,
                self.server.config.secrets,
            )
        except Unauthenticated as error:
            raise Refused(401, "unauthenticated", str(error)) from error
        if path == "/messages":
            return self._take(sender, body)
        if path in ENDPOINTS:
            return self._ask_partner(path, sender, body)
        raise Refused(404, "not_found", path)

    def _take(self, sender: str, body: bytes) -> tuple[int, dict[str, Any]]:
        message_id = self.headers.get("X-Message-Id", "")
        if len(message_id) > 255 or not message_id.isprintable():
            raise Refused(400, "malformed", "X-Message-Id is longer than 255 characters")
        if not body:
            raise Refused(400, "malformed", "no body")
        try:
            taken = accept(self.server.store, sender, body, message_id)
        except Forbidden as error:
            raise Refused(403, "forbidden", str(error)) from error
        except IdTaken as error:
            raise Refused(409, "conflict", "X-Message-Id used before", key=str(error)) from error
        return 202, {
            "transmission": taken.transmission,
            "kind": taken.kind,
            "duplicate": taken.duplicate,
        }

    def _ask_partner(self, path: str, sender: str, body: bytes) -> tuple[int, dict[str, Any]]:
        if sender != "site":
            raise Refused(403, "forbidden", "only the site is a client of the partners")
        try:
            request = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise Refused(400, "malformed", "the body is not JSON") from error
        server = self.server
        kind = ENDPOINTS[path]
        partner = PartnerService(kind, server.store, server.scenarios.now, server.signers)
        try:
            answer = partner.serve(request)
        except InvalidRequestError as error:
            faults = [fault.as_dict() for fault in error.faults]
            raise Refused(422, "invalid", str(error), faults=faults) from error
        except ConflictError as error:
            message = "declared before with other content"
            raise Refused(409, "conflict", message, key=error.key) from error
        return (201 if answer.new else 200), answer.values

    def _give_statement(self, path: str, query: dict[str, list[str]]) -> None:
        name = path.removeprefix("/statements/").removesuffix(".csv")
        first, last = (query.get(end, [""])[0] for end in ("from", "to"))
        lose_every = self.server.scenarios.now.lose_row_every
        try:
            body = statement(self.server.store, name, first, last, lose_every)
        except NoStatement as error:
            self._answer(404, {"error": "not_found", "message": str(error)})
            return
        self._send(200, body, "text/csv; charset=utf-8")

    def _admin_only(self) -> None:
        if self.client_address[0] not in LOOPBACK:
            raise Refused(403, "forbidden", "from loopback only")
        if not self.server.admission.has_header(self.headers.get("Authorization", "")):
            raise Refused(401, "unauthenticated", "Authorization: Bearer <admin secret>")

    def _show_uploads(self, session: str) -> None:
        try:
            self._admin_only()
        except Refused as refused:
            self._answer(refused.status, refused.body)
            return
        self._answer(200, payment_data.uploads(self.server.store, session))

    def _ask_for_payment(self, body: bytes) -> dict[str, Any]:
        self._admin_only()
        try:
            return payment_data.ask(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise Refused(400, "malformed", "order_no and url are needed") from error

    def _change_faults(self, body: bytes) -> dict[str, Any]:
        self._admin_only()
        try:
            self.server.scenarios.change(body)
        except (BadScenario, TypeError) as error:
            raise Refused(400, "malformed", str(error)) from error
        return self.server.scenarios.shown()

    def _body(self, limit: int) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self.close_connection = True
            raise Refused(411, "malformed", "Content-Length is required")
        if int(length) > limit:
            self.close_connection = True
            raise Refused(413, "too_large", f"more than {limit} bytes")
        body = self.rfile.read(int(length))
        if len(body) != int(length):
            self.close_connection = True
            raise Refused(400, "malformed", "shorter than announced")
        return body

    def _answer_as_told(self, status: int, answer: dict[str, Any]) -> None:
        """The deed is done; the scenario decides whether the sender hears of it."""
        scenarios = self.server.scenarios
        time.sleep(scenarios.now.slow_answer)
        if scenarios.every("lose_answer_every"):
            self.close_connection = True
        elif scenarios.every("garbage_answer_every"):
            self._send(200, GARBAGE, "text/html")
        else:
            self._answer(status, answer)

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
        self._send(status, body, "application/json")

    def _send(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        slowed = self.path.startswith(("/messages", "/partners/")) and self.command == "POST"
        pause = self.server.scenarios.now.slow_bytes if slowed else 0
        for piece in [body[at : at + 1] for at in range(len(body))] if pause else [body]:
            self.wfile.write(piece)
            time.sleep(pause)

    def _hang(self) -> None:
        """Taken and never answered: nothing is done, and the line stays open while the other end
        holds it."""
        self.close_connection = True
        until = time.monotonic() + LONGEST_HANG
        while time.monotonic() < until:
            readable, _, _ = select.select([self.connection], [], [], 1)
            if readable and not self.connection.recv(1024):
                return

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the store keeps what happened."""
