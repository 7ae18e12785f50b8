"""What the sandbox answers to whom: documented in docs/integrations/clearance.md."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ceb.partner_documents import DEMO_FIRMS, InvalidRequestError
from tools.customs_sandbox import payment_data
from tools.customs_sandbox.authentication import UnauthenticatedError, authenticated
from tools.customs_sandbox.intake.transmissions import (
    LARGEST_MESSAGE,
    MessageIdTakenError,
    SenderNotAllowedError,
    accept,
)
from tools.customs_sandbox.partners import ENDPOINTS
from tools.customs_sandbox.partners.service import ConflictError, PartnerService
from tools.customs_sandbox.scenario import InvalidScenarioError
from tools.customs_sandbox.statements import UnknownStatementError, statement

from . import store_views
from .page_handler import PageHandler
from .responses import RejectedRequestError

LARGEST_JSON = 256 * 1024
Query = dict[str, list[str]]
Answer = tuple[int, dict[str, Any]]


class Handler(PageHandler):
    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query, store = parse_qs(address.query), self.server.store
        views: dict[str, Callable[[], Answer]] = {
            "/healthz": lambda: (200, {"status": "ok"}),
            "/messages": lambda: self._messages(query),
            "/messages/conflicts": lambda: (200, {"conflicts": store_views.conflicts(store)}),
            "/counts": lambda: (200, store_views.counts(store)),
            "/partners": _partners,
            payment_data.UPLOAD: lambda: self._uploads(query),
        }
        if address.path in views:
            try:
                self.answer(*views[address.path]())
            except RejectedRequestError as exc:
                self.answer(exc.status, exc.body)
        elif address.path.startswith("/statements/"):
            self._send_statement(address.path, query)
        elif address.path == "/":
            self.show_page()
        elif address.path == "/page.css":
            self.show_style()
        elif address.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            self.answer(404, {"error": "not_found", "message": address.path})

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        steps: dict[str, Callable[[bytes], None]] = {
            "/enter": self.enter,
            "/page/faults": self.change_on_page,
            # The admin's own requests are never disturbed: they end the disturbances.
            "/faults": self._change_scenario,
            payment_data.ASK: self._ask_for_payment,
            payment_data.UPLOAD: self._take_payment_data,
        }
        try:
            if path in steps:
                steps[path](self.read_body(LARGEST_JSON))
                return
            body = self.read_body(LARGEST_MESSAGE if path == "/messages" else LARGEST_JSON)
            # After the body is read, or the sender would wait to send instead of for an answer.
            if self.server.scenarios.every("hang_every"):
                self.hang()
                return
            if self.server.scenarios.every("error_every"):
                status = self.server.scenarios.now.error_status
                raise RejectedRequestError(status, "unavailable", "as the scenario asks")
            status, answer = self._serve(path, body)
        except RejectedRequestError as exc:
            self.answer(exc.status, exc.body)
            return
        self.answer_disturbed(status, answer)

    def _serve(self, path: str, body: bytes) -> Answer:
        # Proxies may write header names in lower case.
        headers = {name.title(): value for name, value in self.headers.items()}
        try:
            sender = authenticated(headers, body, self.server.config.secrets)
        except UnauthenticatedError as exc:
            raise RejectedRequestError(401, "unauthenticated", str(exc)) from exc
        if path == "/messages":
            return self._accept_message(sender, body)
        if path in ENDPOINTS:
            return self._ask_partner(path, sender, body)
        raise RejectedRequestError(404, "not_found", path)

    def _accept_message(self, sender: str, body: bytes) -> Answer:
        message_id = self.headers.get("X-Message-Id", "")
        if len(message_id) > 255 or not message_id.isprintable():
            raise RejectedRequestError(
                400, "malformed", "X-Message-Id is longer than 255 characters"
            )
        if not body:
            raise RejectedRequestError(400, "malformed", "no body")
        try:
            accepted = accept(self.server.store, sender, body, message_id)
        except SenderNotAllowedError as exc:
            raise RejectedRequestError(403, "forbidden", str(exc)) from exc
        except MessageIdTakenError as exc:
            message = "X-Message-Id used before"
            raise RejectedRequestError(409, "conflict", message, key=str(exc)) from exc
        return 202, asdict(accepted)

    def _ask_partner(self, path: str, sender: str, body: bytes) -> Answer:
        # A partner that asks another partner would be an order nobody placed.
        if sender != "site":
            raise RejectedRequestError(
                403, "forbidden", "only the site is a client of the partners"
            )
        try:
            request = json.loads(body)
        except (ValueError, RecursionError) as exc:
            raise RejectedRequestError(400, "malformed", "the body is not JSON") from exc
        server = self.server
        kind = ENDPOINTS[path]
        partner = PartnerService(kind, server.store, server.scenarios.now, server.signers)
        try:
            answer = partner.serve(request)
        except InvalidRequestError as exc:
            faults = [error.as_dict() for error in exc.errors]
            raise RejectedRequestError(422, "invalid", str(exc), faults=faults) from exc
        except ConflictError as exc:
            message = "declared before with other content"
            raise RejectedRequestError(409, "conflict", message, key=exc.key) from exc
        return (201 if answer.new else 200), answer.values

    def _messages(self, query: Query) -> Answer:
        by, name = ("business_key", "key") if "key" in query else ("order_no", "order")
        return 200, store_views.messages(self.server.store, query.get(name, [""])[0], by)

    def _uploads(self, query: Query) -> Answer:
        self.check_admin()
        return 200, payment_data.uploads(self.server.store, query.get("session", [""])[0])

    def _send_statement(self, path: str, query: Query) -> None:
        name = path.removeprefix("/statements/").removesuffix(".csv")
        first, last = (query.get(end, [""])[0] for end in ("from", "to"))
        lose_every = self.server.scenarios.now.lose_row_every
        try:
            body = statement(self.server.store, name, first, last, lose_every)
        except UnknownStatementError as exc:
            self.answer(404, {"error": "not_found", "message": str(exc)})
            return
        self.send_bytes(200, body, {"Content-Type": "text/csv; charset=utf-8"})

    def _change_scenario(self, body: bytes) -> None:
        self.check_admin()
        try:
            self.server.scenarios.change(body)
        except (InvalidScenarioError, TypeError) as exc:
            raise RejectedRequestError(400, "malformed", str(exc)) from exc
        self.answer(200, asdict(self.server.scenarios.now))

    def _ask_for_payment(self, body: bytes) -> None:
        self.check_admin()
        try:
            answer = payment_data.ask(json.loads(body))
        except (ValueError, KeyError, TypeError) as exc:
            raise RejectedRequestError(400, "malformed", "order_no and url are needed") from exc
        self.answer(200, answer)

    def _take_payment_data(self, body: bytes) -> None:
        server = self.server
        self.answer(200, payment_data.take_upload(server.store, body, server.config.certificate))


def _partners() -> Answer:
    firms = {who: {"code": firm.code, "name": firm.name} for who, firm in DEMO_FIRMS.items()}
    return 200, {**firms, "stand_ins": True}
