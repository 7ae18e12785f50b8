"""A document's stages with customs: stored, matched, examined, released or rejected."""

import time

from tools.customs_sandbox.config import Config
from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.kinds import KINDS, LISTS
from tools.customs_sandbox.matching import MATCHERS
from tools.customs_sandbox.matching.result import coded
from tools.customs_sandbox.rulebook import rulebook
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import is_nth

from .effects import EFFECTS


class Stages:
    def __init__(self, config: Config) -> None:
        self._config = config

    def store(self, document: CustomsDocument, scenario: Scenario) -> None:
        """Customs' own logic check: 120, or 100 where a rule of the scenario says so."""
        rule = scenario.rejection(document.kind, document.order_no, document.record)
        if rule and not rule.get("status", "100").startswith("-"):
            text = rule.get("info", "[Code:1301;Desc:退单]")
            document.move(scenario, rule.get("status", "100"), "rejected", text)
            return
        # The positive list is of retail import alone.
        if document.kind == "621":
            errors = rulebook(self._config.rules).goods_errors(document)
            if errors:
                document.move(scenario, "100", "rejected", coded(*errors, code="13090"))
                return
        kind = KINDS[document.kind]
        # These have no further stage in which they could be compared.
        if kind.end == "120" and not self._is_in_order(document, scenario, "store"):
            return
        # invtNo comes with 120: without it nobody can cancel or return.
        document.give_number()
        document.move(scenario, "120", "stored")
        if kind.end == "120":
            self._conclude(document, scenario)
        else:
            document.schedule("match", self._config.stage_delay)

    def match(self, document: CustomsDocument, scenario: Scenario) -> None:
        if document.state not in ("stored", "waiting") or self._waits_to_be_cancelled(document):
            return
        if not self._is_in_order(document, scenario, "match"):
            return
        # Only lists stand for goods that can be examined.
        if document.kind in LISTS and self._is_examined(document, scenario):
            return
        kind = KINDS[document.kind]
        document.move(scenario, kind.end, kind.end_state)
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
                document.move(scenario, result.status, "waiting")
            document.schedule(again, min(1.0, self._config.match_timeout))
            return False
        document.move(scenario, "100", "rejected", result.missing or result.wrong)
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
            document.schedule("match", max(0.1, self._config.stage_delay))
        return bool(pending)

    def _is_examined(self, document: CustomsDocument, scenario: Scenario) -> bool:
        if scenario.detention(document.order_no) is None and not (
            scenario.inspects(document.order_no)
            or is_nth(document.connection, "inspect_every", scenario.inspect_every)
        ):
            return False
        document.move(scenario, "300", "review")
        document.schedule("advance", self._config.stage_delay)
        return True

    def advance(self, document: CustomsDocument, scenario: Scenario) -> None:
        """From review to inspection, from there to release, or to detention and out of it."""
        detention = scenario.detention(document.order_no)
        then = detention.get("then", "") if detention else ""
        if document.state == "review":
            document.move(scenario, "500", "inspection")
            document.schedule("advance", self._config.stage_delay)
        elif document.state == "inspection" and detention:
            document.move(scenario, detention.get("status", "599"), "detained")
            if then:
                document.schedule("advance", self._config.stage_delay)
        elif document.state == "detained" and then == "700":
            document.move(scenario, "700", "rejected")
        elif document.state in ("inspection", "detained"):
            document.move(scenario, "800", "released")
            self._conclude(document, scenario)
