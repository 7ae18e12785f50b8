"""The platform at work: opens transmissions, answers, matches, releases.

Every step is one transaction that takes its job away, so a step is done once however often the
process is killed.
"""

import json
import sqlite3
import time
from collections.abc import Callable

from clearance.ceb import MESSAGES, UnreadableDocument, check, check_papers, read, verify
from clearance.ceb.faults import Fault
from clearance.ceb.signing import BadSignature

from .answers import CODED, Answers
from .config import Config
from .duplicates import WORDS
from .holding import Held
from .intake import schedule
from .matching import disagreement_words, disagreements, missing, missing_words
from .opening import Opening
from .scenario import Scenario, Scenarios
from .store import Store, count_up

BATCH = 50


class Customs:
    def __init__(
        self, config: Config, store: Store, scenarios: Scenarios, certificate: bytes
    ) -> None:
        self._config = config
        self._store = store
        self._scenarios = scenarios
        self._certificate = certificate
        self._verbs: dict[str, Callable[[sqlite3.Connection, Scenario, dict[str, str]], None]] = {
            "open": self._open,
            "repeat": self._repeat,
            "store": self._keep,
            "match": self._match,
            "advance": self._advance,
        }

    def work(self) -> int:
        """Does what is due; how many jobs it did."""
        due = self._store.rows(
            "SELECT id FROM job WHERE due_at <= ? ORDER BY due_at, id LIMIT ?", time.time(), BATCH
        )
        for row in due:
            self._do(row["id"])
        return len(due)

    def _do(self, job: int) -> None:
        with self._store.transaction() as connection:
            row = connection.execute(
                "DELETE FROM job WHERE id = ? RETURNING verb, target", (job,)
            ).fetchone()
            if row is not None:
                self._verbs[row["verb"]](connection, self._scenarios.now, json.loads(row["target"]))

    def _open(
        self, connection: sqlite3.Connection, scenario: Scenario, target: dict[str, str]
    ) -> None:
        row = connection.execute(
            "SELECT * FROM transmission WHERE id = ?", (target["transmission"],)
        ).fetchone()
        try:
            faults = check(row["body"])
            document = read(row["body"])
        except UnreadableDocument as error:
            faults, document = [Fault("/", "", "not_xml", limit=str(error))], None
        if document is None or faults:
            self._refuse_form(Answers(connection, scenario), row, faults)
            return
        wrong = check_papers(document)
        broken = self._signature_fault(row)
        for number, record in enumerate(document.records, start=1):
            prefix = f"/{MESSAGES[row['kind']].root.name}/{MESSAGES[row['kind']].record.name}"
            own = [fault for fault in wrong if fault.path.startswith(f"{prefix}[{number}]/")]
            Opening(connection, scenario, self._config, row, record).decide(own, broken)

    def _signature_fault(self, row: sqlite3.Row) -> str:
        """A list must be signed by the agent whose certificate customs has on file."""
        if row["kind"] != "621":
            return ""
        try:
            verify(row["body"], self._certificate)
        except BadSignature as error:
            return str(error)
        return ""

    def _refuse_form(self, answers: Answers, row: sqlite3.Row, faults: list[Fault]) -> None:
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

    def _repeat(
        self, connection: sqlite3.Connection, scenario: Scenario, target: dict[str, str]
    ) -> None:
        """The same bytes again: silence, or, when strict, what e-port says to any second one."""
        if not scenario.strict_duplicates:
            return
        row = connection.execute(
            "SELECT * FROM transmission WHERE id = ?", (target["transmission"],)
        ).fetchone()
        try:
            document = read(row["body"])
        except UnreadableDocument:
            return
        for record in document.records:
            opening = Opening(connection, scenario, self._config, row, record)
            if objected := opening.objection():
                opening.answer(objected, WORDS[objected])

    def _keep(
        self, connection: sqlite3.Connection, scenario: Scenario, target: dict[str, str]
    ) -> None:
        """Customs' own logic check: 120, or 100 where a rule of the scenario says so."""
        held = Held.find(connection, target)
        if held is None:
            return
        rule = scenario.refusal(held.kind, held.order_no)
        if rule and not rule.get("status", "100").startswith("-"):
            held.answer(
                scenario, rule.get("status", "100"), rule.get("info", "[Code:1301;Desc:退单]")
            )
            held.become("refused")
            return
        if held.kind == "621":
            held.give_list_number()
        held.answer(scenario, "120", CODED["120"])
        held.become("stored")
        if held.kind == "621":
            schedule(connection, "match", target, self._config.stage_delay)

    def _match(
        self, connection: sqlite3.Connection, scenario: Scenario, target: dict[str, str]
    ) -> None:
        held = Held.find(connection, target)
        if held is None:
            return
        absent = missing(connection, held.record)
        if absent and time.time() < held.declared_at + self._config.patience:
            schedule(connection, "match", target, min(1.0, self._config.patience))
        elif absent:
            held.answer(scenario, "100", missing_words(held.record, absent))
            held.become("refused")
        elif faults := disagreements(connection, held.record):
            held.answer(scenario, "100", disagreement_words(faults))
            held.become("refused")
        elif scenario.inspects(held.order_no) or self._is_inspected(connection, scenario):
            held.answer(scenario, "300", CODED["300"])
            held.become("review")
            schedule(connection, "advance", target, self._config.stage_delay)
        else:
            held.answer(scenario, "800", CODED["800"])
            held.become("released")

    def _is_inspected(self, connection: sqlite3.Connection, scenario: Scenario) -> bool:
        nth = scenario.inspect_every
        return bool(nth) and count_up(connection, "inspect_every") % nth == 0

    def _advance(
        self, connection: sqlite3.Connection, scenario: Scenario, target: dict[str, str]
    ) -> None:
        """From review to inspection, from inspection to release."""
        held = Held.find(connection, target)
        if held is None:
            return
        status, state = ("500", "inspection") if held.state == "review" else ("800", "released")
        held.answer(scenario, status, CODED[status])
        held.become(state)
        if state == "inspection":
            schedule(connection, "advance", target, self._config.stage_delay)
