"""A document's stages with customs: stored, matched, examined, released or rejected."""

import sqlite3
import time

from tools.customs_sandbox.config import Config
from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.intake.transmissions import schedule
from tools.customs_sandbox.kinds import KINDS, LISTS
from tools.customs_sandbox.matching import MATCHERS
from tools.customs_sandbox.matching.result import coded
from tools.customs_sandbox.receipts import CODED
from tools.customs_sandbox.rulebook import rulebook
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import count_up

from .effects import EFFECTS


class Stages:
    def __init__(self, config: Config) -> None:
        self._config = config

    def store(self, document: CustomsDocument, scenario: Scenario) -> None:
        """Customs' own logic check: 120, or 100 where a rule of the scenario says so."""
        rule = scenario.rejection(document.kind, document.order_no, document.record)
        if rule and not rule.get("status", "100").startswith("-"):
            document.answer(
                scenario, rule.get("status", "100"), rule.get("info", "[Code:1301;Desc:退单]")
            )
            document.become("rejected")
            return
        # The positive list is of retail import alone.
        if document.kind == "621":
            errors = rulebook(self._config.rules).goods_errors(document)
            if errors:
                document.answer(scenario, "100", coded(*errors, code="13090"))
                document.become("rejected")
                return
        kind = KINDS[document.kind]
        # These have no further stage in which they could be compared.
        if kind.end == "120" and not self._is_in_order(document, scenario, "store"):
            return
        # invtNo comes with 120: without it nobody can cancel or return.
        document.give_number()
        document.answer(scenario, "120", CODED["120"])
        document.become("stored")
        if kind.end == "120":
            self._conclude(document, scenario)
        else:
            schedule(document.connection, "match", document.target, self._config.stage_delay)

    def match(self, document: CustomsDocument, scenario: Scenario) -> None:
        if document.state not in ("stored", "waiting") or self._waits_to_be_cancelled(document):
            return
        if not self._is_in_order(document, scenario, "match"):
            return
        # Only lists stand for goods that can be examined.
        if document.kind in LISTS and self._is_examined(document, scenario):
            return
        kind = KINDS[document.kind]
        document.answer(scenario, kind.end, CODED[kind.end])
        document.become(kind.end_state)
        self._conclude(document, scenario)

    def _conclude(self, document: CustomsDocument, scenario: Scenario) -> None:
        if effect := EFFECTS.get(document.kind):
            effect(document, scenario, self._config.stage_delay)

    def _is_in_order(self, document: CustomsDocument, scenario: Scenario, again: str) -> bool:
        """Else it waits for what is missing, and is rejected when its time is up."""
        match = MATCHERS.get(document.kind)
        result = match(document, scenario) if match else None
        if result is None or not (result.missing or result.wrong):
            return True
        if result.missing and time.time() < document.declared_at + self._config.match_timeout:
            if result.status and document.state != "waiting":
                document.answer(scenario, result.status, CODED[result.status])
                document.become("waiting")
            schedule(
                document.connection, again, document.target, min(1.0, self._config.match_timeout)
            )
            return False
        document.answer(scenario, "100", result.missing or result.wrong)
        document.become("rejected")
        return False

    def _waits_to_be_cancelled(self, document: CustomsDocument) -> bool:
        """A list isn't released while an application to cancel it is under way."""
        other = {"621": "623", "603": "605"}.get(document.kind)
        pending = CustomsDocument.select(
            document.connection,
            "about = ? AND about <> '' AND kind = ? AND state IN ('received', 'stored')",
            document.number,
            other,
        )
        if pending:
            schedule(
                document.connection, "match", document.target, max(0.1, self._config.stage_delay)
            )
        return bool(pending)

    def _is_examined(self, document: CustomsDocument, scenario: Scenario) -> bool:
        if scenario.detention(document.order_no) is None and not (
            scenario.inspects(document.order_no)
            or self._is_inspected(document.connection, scenario)
        ):
            return False
        document.answer(scenario, "300", CODED["300"])
        document.become("review")
        schedule(document.connection, "advance", document.target, self._config.stage_delay)
        return True

    def _is_inspected(self, connection: sqlite3.Connection, scenario: Scenario) -> bool:
        nth = scenario.inspect_every
        return bool(nth) and count_up(connection, "inspect_every") % nth == 0

    def advance(self, document: CustomsDocument, scenario: Scenario) -> None:
        """From review to inspection, from there to release, or to detention and out of it."""
        detention = scenario.detention(document.order_no)
        if document.state == "review":
            self._move(document, scenario, "500", "inspection", on=True)
        elif document.state == "inspection" and detention:
            then = detention.get("then", "")
            self._move(
                document, scenario, detention.get("status", "599"), "detained", on=bool(then)
            )
        elif document.state == "detained" and detention and detention.get("then") == "700":
            self._move(document, scenario, "700", "rejected", on=False)
        elif document.state in ("inspection", "detained"):
            self._move(document, scenario, "800", "released", on=False)
            self._conclude(document, scenario)

    def _move(
        self, document: CustomsDocument, scenario: Scenario, status: str, state: str, *, on: bool
    ) -> None:
        document.answer(scenario, status, CODED[status])
        document.become(state)
        if on:
            schedule(document.connection, "advance", document.target, self._config.stage_delay)
