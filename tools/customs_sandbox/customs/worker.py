"""The platform at work: opens transmissions, then takes one document a stage further at a time.

Every step takes its job away in the same transaction, so a step is done once however often the
process is killed."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from sqlite3 import Connection

from tools.customs_sandbox.config import Config
from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.port.transmissions import Port, Target
from tools.customs_sandbox.scenario import Scenario, Scenarios
from tools.customs_sandbox.store import Store

from .effects import close, send_result
from .stages import Stages
from .tax_bills import SUMMARIZED, change_bill, send_bill

BATCH = 500
LONGEST_TURN = 0.05  # seconds
AFTER_FAILURE = 30.0
log = logging.getLogger("tools.customs_sandbox")
Job = Callable[[Connection, Scenario, Target], None]


class Worker:
    """certificates: by identity, those customs has on file."""

    def __init__(
        self, config: Config, store: Store, scenarios: Scenarios, certificates: Mapping[str, bytes]
    ) -> None:
        self._store = store
        self._scenarios = scenarios
        port, stages = Port(config, certificates), Stages(config)
        self._verbs: dict[str, Job] = {
            "open": port.open,
            "repeat": port.repeat,
            "store": _on_document(stages.store),
            "match": _on_document(stages.match),
            "advance": _on_document(stages.advance),
            "close": _on_document(close),
            "bill": _on_document(lambda it, scenario: send_bill(it, scenario, it.lines)),
            "sum_up": _on_document(lambda it, scenario: change_bill(it, scenario, SUMMARIZED)),
            "result": _on_document(send_result),
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

    def _do(self, connection: Connection, job: int) -> None:
        row = connection.execute(
            "DELETE FROM job WHERE id = ? RETURNING verb, target", (job,)
        ).fetchone()
        if row is not None:
            self._verbs[row["verb"]](connection, self._scenarios.now, json.loads(row["target"]))


def _on_document(step: Callable[[CustomsDocument, Scenario], object]) -> Job:
    """A step on the document meant, if no newer version has taken its place."""

    def do(connection: Connection, scenario: Scenario, target: Target) -> None:
        document = CustomsDocument.find(connection, target)
        if document is not None:
            step(document, scenario)

    return do
