"""A partner at work: one request, one document, one answer for ever."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection, Row
from typing import Any

from ceb import MESSAGES, Signer
from ceb.partner_documents import PartnerRequest, app_time_after, demo_document
from tools.customs_sandbox.intake.transmissions import accept_within
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import Store

from .earlier_lists import lists_about

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


class ConflictError(Exception):
    """The same business key with other content."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class PartnerAnswer:
    """new: whether the key was heard of for the first time."""

    values: dict[str, Any]
    new: bool


class PartnerService:
    """signers: by identity, for the documents that the specification wants signed."""

    def __init__(
        self, kind: str, store: Store, scenario: Scenario, signers: Mapping[str, Signer]
    ) -> None:
        self._kind = kind
        self._document = demo_document(kind)
        self._store = store
        self._scenario = scenario
        self._signers = signers

    def serve(self, request: Any) -> PartnerAnswer:
        """Answer and document are written in one transaction.

        Raises InvalidRequestError, ConflictError."""
        checked, change = self._document.checked(request)
        if self._kind == "411":
            checked = with_account_name(checked, self._scenario)
        key = checked[self._document.key]
        digest = _digest_of(checked)
        with self._store.transaction() as connection:
            known = connection.execute(
                "SELECT * FROM partner_request WHERE endpoint = ? AND business_key = ?",
                (self._kind, key),
            ).fetchone()
            # A repeat gets the very answer of the first time, whatever has changed since.
            same = known and known["digest"] == digest
            if known and not same and not change:
                raise ConflictError(key)
            if same and not (change and self._was_rejected(connection, known)):
                return PartnerAnswer(json.loads(known["answer"]), new=False)
            answer, app_time = self._declare(connection, checked, known)
            connection.execute(
                "INSERT OR REPLACE INTO partner_request VALUES (?, ?, ?, ?, ?)",
                (self._kind, key, digest, json.dumps(answer, ensure_ascii=False), app_time),
            )
        return PartnerAnswer(answer, new=known is None)

    def _declare(
        self, connection: Connection, request: PartnerRequest, known: Row | None
    ) -> tuple[dict[str, Any], str]:
        document = self._document
        answer = json.loads(known["answer"]) if known else self._answer(request)
        app_time = app_time_after(known["app_time"] if known else "")
        key = document.business_key(answer)
        # E-port keeps nothing of what it rejects: a change of it would be a change of nothing.
        new = known is None or self._was_rejected_by_port(connection, key)
        values = document.known(lists_about(connection, self._kind, request))
        body = document.build(request, answer, app_time=app_time, change=not new, known=values)
        accept_within(connection, document.identity, self._signed(body), self._kind)
        return answer, app_time

    def _answer(self, request: PartnerRequest) -> dict[str, Any]:
        answer = self._document.answer(request)
        if self._kind == "411":
            payer = request.get("payer_id_number", "")
            answer["identity_check"] = identity_check(payer, self._scenario)
        return answer

    def _signed(self, body: bytes) -> bytes:
        """With the firm's own key, where the specification wants it."""
        if MESSAGES[self._kind].signature not in ("expected", "required"):
            return body
        return self._signers[self._document.identity].sign(body)

    def _was_rejected(self, connection: Connection, known: Row) -> bool:
        """Whether the document has to be sent again: rejected by customs or by e-port."""
        key = self._document.business_key(json.loads(known["answer"]))
        rejected = self._state(connection, key) == "rejected"
        return rejected or self._was_rejected_by_port(connection, key)

    def _was_rejected_by_port(self, connection: Connection, key: str) -> bool:
        """Whether e-port rejected what was sent last, so that nothing is on file under this key.

        A document that waits to be opened is none of those: it will be on file."""
        if self._state(connection, key):
            return False
        last = connection.execute(
            "SELECT outcome FROM arrival WHERE kind = ? AND business_key = ? ORDER BY id DESC",
            (self._kind, key),
        ).fetchone()
        return last is not None and last["outcome"].startswith("-")

    def _state(self, connection: Connection, key: str) -> str:
        row = connection.execute(
            "SELECT state FROM document WHERE kind = ? AND business_key = ?", (self._kind, key)
        ).fetchone()
        return row["state"] if row else ""


def _digest_of(request: PartnerRequest) -> str:
    canonical = json.dumps(request, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # surrogatepass: JSON may carry half a character, which still has to differ from another
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def with_account_name(request: PartnerRequest, scenario: Scenario) -> PartnerRequest:
    """The request, with the name of the account that paid where it names no payer."""
    name = scenario.payer_names.get(request.get("payer_id_number", ""))
    return {"payer_name": name, **request} if name else request


def identity_check(number: str, scenario: Scenario) -> str:
    """The payment firm's check of a payer (R-ID-9). Nobody's identity is really known here: a right
    check digit passes."""
    if number in scenario.payer_differs:
        return "different"
    return "same" if _check_digit_fits(number) else "unchecked"


def _check_digit_fits(number: str) -> bool:
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return number[17] == CHECK_DIGITS[total % 11]
