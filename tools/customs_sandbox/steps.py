"""A held document's way with customs: stored, judged, looked into, released or refused."""

import sqlite3
import time

from .answers import CODED
from .config import Config
from .effects import EFFECTS
from .holding import Held
from .intake import schedule
from .judging import JUDGES
from .judging.finding import coded
from .kinds import KINDS, LISTS
from .rulebook import rulebook
from .scenario import Scenario
from .store import count_up


class Steps:
    def __init__(self, config: Config) -> None:
        self._config = config

    def keep(self, held: Held, scenario: Scenario) -> None:
        """Customs' own logic check: 120, or 100 where a rule of the scenario says so."""
        rule = scenario.refusal(held.kind, held.order_no, held.record)
        if rule and not rule.get("status", "100").startswith("-"):
            held.answer(
                scenario, rule.get("status", "100"), rule.get("info", "[Code:1301;Desc:退单]")
            )
            held.become("refused")
            return
        if held.kind == "621":
            faults = rulebook(self._config.rules).goods_faults(held)
            if faults:
                held.answer(scenario, "100", coded(*faults, code="13090"))
                held.become("refused")
                return
        kind = KINDS[held.kind]
        if kind.end == "120" and not self._is_in_order(held, scenario, "store"):
            return
        held.give_number()
        held.answer(scenario, "120", CODED["120"])
        held.become("stored")
        if kind.end == "120":
            self._conclude(held, scenario)
        else:
            schedule(held.connection, "match", held.target, self._config.stage_delay)

    def match(self, held: Held, scenario: Scenario) -> None:
        if held.state not in ("stored", "waiting") or self._waits_to_be_cancelled(held):
            return
        if not self._is_in_order(held, scenario, "match"):
            return
        if held.kind in LISTS and self._is_looked_into(held, scenario):
            return
        end = KINDS[held.kind]
        held.answer(scenario, end.end, CODED[end.end])
        held.become(end.state)
        self._conclude(held, scenario)

    def _conclude(self, held: Held, scenario: Scenario) -> None:
        if effect := EFFECTS.get(held.kind):
            effect(held, scenario, self._config.stage_delay)

    def _is_in_order(self, held: Held, scenario: Scenario, again: str) -> bool:
        """Else it waits for what is missing, and is refused when its time is up."""
        judge = JUDGES.get(held.kind)
        finding = judge(held, scenario) if judge else None
        if finding is None or not (finding.missing or finding.wrong):
            return True
        if finding.missing and time.time() < held.declared_at + self._config.patience:
            if finding.status and held.state != "waiting":
                held.answer(scenario, finding.status, CODED[finding.status])
                held.become("waiting")
            schedule(held.connection, again, held.target, min(1.0, self._config.patience))
            return False
        held.answer(scenario, "100", finding.missing or finding.wrong)
        held.become("refused")
        return False

    def _waits_to_be_cancelled(self, held: Held) -> bool:
        """A list isn't released while an application to cancel it is looked at."""
        other = {"621": "623", "603": "605"}.get(held.kind)
        pending = (
            other
            and held.connection.execute(
                "SELECT 1 FROM document WHERE about = ? AND about <> '' AND kind = ?"
                " AND state IN ('received', 'stored')",
                (held.number, other),
            ).fetchone()
        )
        if pending:
            schedule(held.connection, "match", held.target, max(0.1, self._config.stage_delay))
        return bool(pending)

    def _is_looked_into(self, held: Held, scenario: Scenario) -> bool:
        if scenario.detention(held.order_no) is None and not (
            scenario.inspects(held.order_no) or self._is_inspected(held.connection, scenario)
        ):
            return False
        held.answer(scenario, "300", CODED["300"])
        held.become("review")
        schedule(held.connection, "advance", held.target, self._config.stage_delay)
        return True

    def _is_inspected(self, connection: sqlite3.Connection, scenario: Scenario) -> bool:
        nth = scenario.inspect_every
        return bool(nth) and count_up(connection, "inspect_every") % nth == 0

    def advance(self, held: Held, scenario: Scenario) -> None:
        """From review to inspection, from there to release, or to detention and out of it."""
        detained = scenario.detention(held.order_no)
        if held.state == "review":
            self._say(held, scenario, "500", "inspection", on=True)
        elif held.state == "inspection" and detained:
            then = detained.get("then", "")
            self._say(held, scenario, detained.get("status", "599"), "detained", on=bool(then))
        elif held.state == "detained" and detained and detained.get("then") == "700":
            self._say(held, scenario, "700", "refused", on=False)
        elif held.state in ("inspection", "detained"):
            self._say(held, scenario, "800", "released", on=False)
            self._conclude(held, scenario)

    def _say(self, held: Held, scenario: Scenario, status: str, state: str, *, on: bool) -> None:
        held.answer(scenario, status, CODED[status])
        held.become(state)
        if on:
            schedule(held.connection, "advance", held.target, self._config.stage_delay)
