"""The platform at work: opens transmissions, then takes one document a step further at a time.

Every step takes its job away in the same transaction, so a step is done once however often the
process is killed.
"""

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping

from ceb import MESSAGES, UnreadableDocumentError, check, check_specification, parse, read, verify
from ceb.errors import FieldError
from ceb.reader import Document
from ceb.signing import SignatureError

from .answers import Answers
from .config import Config
from .effects import close, send_result
from .holding import Held
from .opening import Opening
from .scenario import Scenario, Scenarios
from .steps import Steps
from .store import Store
from .tax_bills import send_bill, sum_up_bill

BATCH = 500
LONGEST_TURN = 0.05  # seconds
AFTER_FAILURE = 30.0
log = logging.getLogger("tools.customs_sandbox")
Target = dict[str, str]


class Customs:
    """certificates: by identity, those customs has on file."""

    def __init__(
        self,
        config: Config,
        store: Store,
        scenarios: Scenarios,
        certificates: Mapping[str, bytes],
    ) -> None:
        self._config = config
        self._store = store
        self._scenarios = scenarios
        self._certificates = certificates
        steps = Steps(config)
        self._verbs: dict[str, Callable[[sqlite3.Connection, Scenario, Target], None]] = {
            "open": self._open,
            "repeat": self._repeat,
            "store": self._held(steps.keep),
            "match": self._held(steps.match),
            "advance": self._held(steps.advance),
            "close": self._held(close),
            "bill": self._held(lambda held, scenario: send_bill(held, scenario, held.lines)),
            "sum_up": self._held(sum_up_bill),
            "result": self._held(send_result),
        }

    def work(self) -> int:
        """Does what is due; how many jobs it did."""
        due = self._store.rows(
            "SELECT id FROM job WHERE due_at <= ? ORDER BY due_at, id LIMIT ?", time.time(), BATCH
        )
        jobs = [row["id"] for row in due]
        while jobs:
            jobs = self._do_some(jobs)
        return len(due)

    def _do_some(self, jobs: list[int]) -> list[int]:
        """As many as fit a short transaction, so that nobody waits long for the store; the rest.

        A job that fails takes the others of its turn along: they are done one by one, and it is
        put off, so that it holds nobody up."""
        done = 0
        try:
            with self._store.transaction() as connection:
                until = time.monotonic() + LONGEST_TURN
                for done, job in enumerate(jobs, start=1):  # noqa: B007  counted
                    self._do(connection, job)
                    if time.monotonic() > until:
                        break
        except Exception:
            for job in jobs[:done]:
                self._try(job)
        return jobs[done:]

    def _try(self, job: int) -> None:
        try:
            with self._store.transaction() as connection:
                self._do(connection, job)
        except Exception:
            log.exception("job %s failed", job)
            with self._store.transaction() as connection:
                later = time.time() + AFTER_FAILURE
                connection.execute("UPDATE job SET due_at = ? WHERE id = ?", (later, job))

    def _do(self, connection: sqlite3.Connection, job: int) -> None:
        row = connection.execute(
            "DELETE FROM job WHERE id = ? RETURNING verb, target", (job,)
        ).fetchone()
        if row is not None:
            self._verbs[row["verb"]](connection, self._scenarios.now, json.loads(row["target"]))

    def _held(
        self, step: Callable[[Held, Scenario], None]
    ) -> Callable[[sqlite3.Connection, Scenario, Target], None]:
        """A step on the document meant, if that is still the one held."""

        def do(connection: sqlite3.Connection, scenario: Scenario, target: Target) -> None:
            held = Held.find(connection, target)
            if held is not None:
                step(held, scenario)

        return do

    def _open(self, connection: sqlite3.Connection, scenario: Scenario, target: Target) -> None:
        row = connection.execute(
            "SELECT * FROM transmission WHERE id = ?", (target["transmission"],)
        ).fetchone()
        faults, document = self._read(row["body"])
        if document is None or faults:
            self._refuse_form(Answers(connection, scenario), row, faults)
            return
        wrong = check_specification(document, self._config.schema)
        broken = self._signature_fault(row, document)
        prefix = f"/{MESSAGES[row['kind']].root.name}/{MESSAGES[row['kind']].record.name}"
        for number, record in enumerate(document.records, start=1):
            own = [fault for fault in wrong if fault.path.startswith(f"{prefix}[{number}]/")]
            Opening(connection, scenario, self._config, row, record).decide(own, broken)

    def _read(self, body: bytes) -> tuple[list[FieldError], Document | None]:
        try:
            root = parse(body)
            return check(root, self._config.schema), read(root)
        except UnreadableDocumentError as exc:
            return [FieldError("/", "", "not_xml", limit=str(exc))], None

    def _signature_fault(self, row: sqlite3.Row, document: Document) -> str:
        """What must be signed must be so by the sender whose certificate customs has on file; a
        signature nobody asked for must be right too, if the certificate is known."""
        certificate = self._certificates.get(row["sender"])
        asked = MESSAGES[row["kind"]].signature in ("expected", "required")
        if not asked and not (document.signed and certificate):
            return ""
        if certificate is None:
            return "no certificate on file"
        try:
            verify(row["body"], certificate)
        except SignatureError as exc:
            return str(exc)
        return ""

    def _refuse_form(self, answers: Answers, row: sqlite3.Row, faults: list[FieldError]) -> None:
        record = {
            "oriCopMsgId": row["id"],
            "oriMessageType": f"CEB{row['kind']}Message" if row["kind"] else "Unknown",
            "oriBizMessage": row["body"][:2000].decode("utf-8", "replace").replace("\x00", ""),
        }
        record["oriBizMessage"] = "".join(
            letter for letter in record["oriBizMessage"] if letter.isprintable() or letter in "\n\t"
        )
        words = "；".join(fault.message_zh for fault in faults[:10])
        words = "".join(letter for letter in words if letter.isprintable())
        answers.say("900", record, order_no="", status="-1", info=words)

    def _repeat(self, connection: sqlite3.Connection, scenario: Scenario, target: Target) -> None:
        """The same bytes again: silence, or, when strict, what e-port says to any second one."""
        if not scenario.strict_duplicates:
            return
        row = connection.execute(
            "SELECT * FROM transmission WHERE id = ?", (target["transmission"],)
        ).fetchone()
        try:
            document = read(row["body"])
        except UnreadableDocumentError:
            return
        for record in document.records:
            opening = Opening(connection, scenario, self._config, row, record)
            if (objected := opening.objection())[0]:
                opening.answer(*objected)
