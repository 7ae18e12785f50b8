"""What is to go wrong. Everything follows from the seed and from counters in the store."""

import json
import random
import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from .store import Store, is_nth


class InvalidScenarioError(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class Scenario:
    """Figures 0 and lists empty: nothing goes wrong. See docs/integrations/clearance.md."""

    seed: int = 1
    lose_answer_every: int = 0
    error_every: int = 0
    error_status: int = 503
    garbage_answer_every: int = 0
    slow_answer: float = 0.0
    slow_bytes: float = 0.0
    hang_every: int = 0
    lose_receipt_every: int = 0
    redeliver_after: float = 2.0
    repeat_receipts: int = 1
    reorder_within: float = 0.0
    delay_receipts: float = 0.0
    garbage_receipt_every: int = 0
    lose_row_every: int = 0
    inspect_every: int = 0
    inspect: list[str] = field(default_factory=list)
    detain: list[dict[str, str]] = field(default_factory=list)
    refuse: list[dict[str, str]] = field(default_factory=list)
    payer_differs: list[str] = field(default_factory=list)
    payer_names: dict[str, str] = field(default_factory=dict)
    strict_duplicates: bool = False
    need_arrival: bool = False
    close_lists: bool = False
    tax_bills: bool = True
    tax_differs: float = 0.0
    sum_up_tax_after: float = 0.0

    @classmethod
    def from_json(cls, text: str | bytes) -> "Scenario":
        """Raises InvalidScenarioError, naming the key."""
        try:
            given = json.loads(text)
        except ValueError as exc:
            raise InvalidScenarioError(f"not JSON: {exc}") from exc
        known = {item.name: item.default for item in fields(cls)}
        if not isinstance(given, dict) or set(given) - set(known):
            raise InvalidScenarioError(f"known keys are {', '.join(sorted(known))}")
        scenario = cls(**given)
        for name, usual in asdict(cls()).items():
            expected = (float, int) if isinstance(usual, float) else (type(usual),)
            if type(getattr(scenario, name)) not in expected:
                raise InvalidScenarioError(f"{name} has the wrong type")
        try:
            for pattern in [
                *scenario.inspect,
                *(rule.get("order", "") for rule in [*scenario.refuse, *scenario.detain]),
                *(rule.get("says", "") for rule in scenario.refuse),
            ]:
                re.compile(pattern)
            for rule in scenario.refuse:
                float(rule.get("share", 1))
        except (re.error, TypeError, AttributeError, ValueError) as exc:
            raise InvalidScenarioError(f"not a rule: {exc}") from exc
        return scenario

    def random_for(self, subject: str) -> random.Random:
        """The same random numbers for the same subject, at any time."""
        # From the subject, not in turn: threads would change the order of the draws.
        return random.Random(f"{self.seed}:{subject}")  # noqa: S311  deterministic on purpose

    def rejection(
        self, kind: str, order_no: str, record: dict[str, Any] | None = None
    ) -> dict[str, str] | None:
        """The first rule that rejects this document. rule: kind?, order (pattern), says (pattern of
        its content), share, status, info."""
        text = json.dumps(record, ensure_ascii=False, default=str)
        for rule in self.refuse:
            fits = (
                rule.get("kind", kind) == kind
                and re.search(rule.get("order", ""), order_no)
                and re.search(rule.get("says", ""), text)
            )
            luck = self.random_for(f"refuse {kind} {order_no}").random()
            if fits and luck < float(rule.get("share", 1)):
                return rule
        return None

    def detention(self, order_no: str) -> dict[str, str] | None:
        """The first rule that detains it. rule: order (pattern), status 501–599, then 800, 700."""
        matching = (r for r in self.detain if re.search(r.get("order", ""), order_no))
        return next(matching, None)

    def inspects(self, order_no: str) -> bool:
        return any(re.search(pattern, order_no) for pattern in self.inspect)


class Scenarios:
    """The scenario in force, kept in the store so that a restart keeps it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        row = store.row("SELECT value FROM setting WHERE name = 'scenario'")
        self.now = Scenario.from_json(row["value"]) if row else Scenario()

    def change(self, text: str | bytes) -> Scenario:
        scenario = Scenario.from_json(text)
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO setting VALUES ('scenario', ?)",
                (json.dumps(asdict(scenario), ensure_ascii=False),),
            )
        self.now = scenario
        return scenario

    def every(self, name: str) -> bool:
        """Whether this is the nth event of that name, n being the scenario's figure."""
        nth = getattr(self.now, name)
        if not nth:
            return False
        with self._store.transaction() as connection:
            return is_nth(connection, name, nth)
