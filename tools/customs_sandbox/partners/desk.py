"""What the stand-ins have in common: one request, one document, one answer for ever."""

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ceb import MESSAGES, MessageFault, Signer, build, new_guid
from ceb.faults import Fault
from tools.customs_sandbox.config import ENTERPRISES, Enterprise
from tools.customs_sandbox.intake import accept_within
from tools.customs_sandbox.papers import head_of, lines_name, nested
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import Store

from .requests import Invalid, Request, digest_of, later_than, shape_faults


class Conflict(Exception):
    """The same business key with other content."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Facts:
    """Elements a desk knows of itself: of the head, and of lines by their number or other key."""

    head: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Outcome:
    answer: dict[str, Any]
    new: bool


class Desk(ABC):
    """names: JSON key → element of the head; line_names: the same for `lines`. Some desks know
    what the request leaves out from documents of before: see facts()."""

    identity: ClassVar[str]
    kind: ClassVar[str]
    key: ClassVar[str]
    names: ClassVar[Mapping[str, str]]
    line_names: ClassVar[Mapping[str, str]] = {}
    numbers_lines: ClassVar[bool] = False  # gnum, where the request leaves it out
    own_names: ClassVar[frozenset[str]] = frozenset()
    signers: ClassVar[dict[str, Signer]] = {}

    def __init__(self, store: Store, scenario: Scenario) -> None:
        self._store = store
        self._scenario = scenario

    @property
    def firm(self) -> Enterprise:
        return ENTERPRISES[self.identity]

    def serve(self, request: Any) -> Outcome:
        """Raises Invalid, Conflict. Answer and document are written in one transaction."""
        asked, change = self._checked(request)
        key = asked[self.key]
        digest = digest_of(asked)
        with self._store.transaction() as connection:
            known = connection.execute(
                "SELECT * FROM partner_request WHERE endpoint = ? AND business_key = ?",
                (self.kind, key),
            ).fetchone()
            if known and known["digest"] != digest and not change:
                raise Conflict(key)
            if (
                known
                and (known["digest"] == digest)
                and not (change and self._refused(connection, known))
            ):
                return Outcome(json.loads(known["answer"]), new=False)
            answer, app_time = self._declare(connection, asked, known)
            connection.execute(
                "INSERT OR REPLACE INTO partner_request VALUES (?, ?, ?, ?, ?)",
                (self.kind, key, digest, json.dumps(answer, ensure_ascii=False), app_time),
            )
        return Outcome(answer, new=known is None)

    def _declare(
        self, connection: sqlite3.Connection, asked: Request, known: sqlite3.Row | None
    ) -> tuple[dict[str, Any], str]:
        answer = json.loads(known["answer"]) if known else self.answer(connection, asked)
        app_time = later_than(known["app_time"] if known else "")
        new = known is None or self._rejected(connection, self.document_key(answer))
        facts = self.facts(connection, asked)
        body = self.document(asked, answer, app_time=app_time, change=not new, facts=facts)
        accept_within(connection, self.identity, self.sign(body), self.kind)
        return answer, app_time

    def document(
        self,
        asked: Request,
        answer: Mapping[str, Any],
        *,
        app_time: str,
        change: bool,
        facts: Facts = NO_FACTS,
    ) -> bytes:
        """The document of a request, unsigned. Raises Invalid."""
        head = {**facts.head, **self.head(asked, answer)}
        record = nested(self.kind, head, self.lines(asked, facts))
        head_of(record, self.kind).update(
            guid=new_guid(), appType="2" if change else "1", appTime=app_time, appStatus="2"
        )
        return self._built(record, asked)

    def _built(self, record: dict[str, Any], asked: Request) -> bytes:
        firm = self.firm
        transfer = {"copCode": firm.code, "copName": firm.name, "dxpMode": "DXP",
                    "dxpId": firm.dxp_id}  # fmt: skip
        # The platform listens to the receipts of its partners' documents.
        subscriber = {"status": "RET", "dxpMode": "DXP", "dxpAddress": asked.get("ebp_code", "")}
        try:
            return build(self.kind, [record], guid=new_guid(), base_transfer=transfer,
                         subscribers=[subscriber])  # fmt: skip
        except MessageFault as refused:
            raise Invalid([self._in_json(fault) for fault in refused.faults]) from refused

    def _rejected(self, connection: sqlite3.Connection, key: str) -> bool:
        """Whether e-port refused what was sent last, so that nothing is held under this key.

        A document that waits to be opened is none of those: it will be held.
        """
        if self._state(connection, key):
            return False
        last = connection.execute(
            "SELECT outcome FROM arrival WHERE kind = ? AND business_key = ? ORDER BY id DESC",
            (self.kind, key),
        ).fetchone()
        return last is not None and last["outcome"].startswith("-")

    def _refused(self, connection: sqlite3.Connection, known: sqlite3.Row) -> bool:
        """Whether the document has to be sent again: refused by customs or by e-port."""
        key = self.document_key(json.loads(known["answer"]))
        return self._state(connection, key) == "refused" or self._rejected(connection, key)

    def _state(self, connection: sqlite3.Connection, key: str) -> str:
        row = connection.execute(
            "SELECT state FROM document WHERE kind = ? AND business_key = ?", (self.kind, key)
        ).fetchone()
        return row["state"] if row else ""

    def _checked(self, request: Any) -> tuple[Request, bool]:
        """The request without empty values, and whether it is a change."""
        if not isinstance(request, dict):
            raise Invalid([Fault("", "body", "type")])
        asked = {name: value for name, value in request.items() if value not in (None, "")}
        change = asked.pop("change", False)
        known = {*self.names, *self.own_names, *(("lines",) if self.line_names else ())}
        faults = shape_faults(asked, known, "")
        if not isinstance(change, bool):
            faults.append(Fault("change", "change", "type"))
        if self.line_names:
            faults += self._line_faults(asked)
        if self.key not in asked:
            faults.append(Fault(self.key, self.key, "missing"))
        if faults:
            raise Invalid(faults)
        return asked, change

    def _line_faults(self, asked: Request) -> list[Fault]:
        lines = asked.get("lines")
        if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
            return [Fault("lines", "lines", "missing" if lines is None else "type")]
        asked["lines"] = [
            {name: value for name, value in line.items() if value not in (None, "")}
            for line in lines
        ]
        return [
            fault
            for number, line in enumerate(asked["lines"], start=1)
            for fault in shape_faults(line, set(self.line_names), f"lines[{number}].")
        ]

    def _in_json(self, fault: Fault) -> Fault:
        """The builder's fault in the words of the request."""
        parts = fault.path.split("/")
        group = lines_name(self.kind)
        in_line = bool(group) and len(parts) > 1 and parts[-2].startswith(f"{group}[")
        table = self.line_names if in_line else self.names
        name = next((ours for ours, theirs in table.items() if theirs == fault.field), fault.field)
        where = f"lines{parts[-2].removeprefix(group)}.{name}" if in_line else name
        return Fault(where, name, fault.code, fault.limit, fault.zh)

    def named(self, asked: Request) -> dict[str, Any]:
        return {self.names[name]: value for name, value in asked.items() if name in self.names}

    def named_line(self, line: Request) -> dict[str, Any]:
        return {self.line_names[name]: value for name, value in line.items()}

    def sign(self, body: bytes) -> bytes:
        """Signed with the firm's own key, where the papers ask for it."""
        if MESSAGES[self.kind].signature not in ("asked", "required"):
            return body
        return self.signers[self.identity].sign(body)

    def document_key(self, answer: Mapping[str, Any]) -> str:
        return str(answer[self.key])

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        """What the firm knows without being told."""
        return NO_FACTS

    def lines(self, asked: Request, facts: Facts) -> list[dict[str, Any]]:
        lines = [self.named_line(line) for line in asked.get("lines", ())]
        if self.numbers_lines:
            return [{"gnum": number, **line} for number, line in enumerate(lines, start=1)]
        return lines

    def answer(self, connection: sqlite3.Connection, asked: Request) -> dict[str, Any]:
        """What the site is told; the same for ever after."""
        return {
            self.key: asked[self.key],
            f"{self.identity}_code": self.firm.code,
            f"{self.identity}_name": self.firm.name,
            "order_no": asked.get("order_no", ""),
        }

    @abstractmethod
    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        """The document's head but for guid, appType, appTime and appStatus."""
