"""What customs' answers mean and what to do next: returnStatus (spec §5) and the exchange
platform's ResponseCode (specification of 202205, table 7-1).

Only 800 releases (R-DOC-5). A status nobody knows is kept and shown, and nothing is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ceb.data_files import TableError, TableRow, read_rows

FOLDER = Path(__file__).parent
LONGEST_CODE = 10
Meaning = Literal[
    "draft", "sent", "send_failed", "rejected", "stored", "review", "concluded", "inspection",
    "detained", "suspended", "shipped_back", "released", "closed", "cancelled", "waiting",
    "rejected_by_port", "unknown",
]  # fmt: skip
Next = Literal["wait", "resend", "correct", "ignore", "ask_broker", "done"]
NEXT_LABELS: dict[Next, tuple[str, str]] = {
    "wait": ("等待", "Wait"),
    "resend": ("原样重发", "Send the same once more"),
    "correct": ("更正后重新申报", "Correct it and declare again"),
    "ignore": ("无需处理", "Nothing to do"),
    "ask_broker": ("请联系报关行", "Ask the broker"),
    "done": ("已办结", "Done"),
}


@dataclass(frozen=True, slots=True)
class ReceiptStatus:
    """meaning: the state it stands for; next: what the clerk does about it."""

    code: str
    zh: str
    en: str
    meaning: Meaning
    next: Next


def is_negative(code: str) -> bool:
    """Whether e-port rejects by it; what is longer than any of its codes is none."""
    digits = code[1:]
    return (
        code.startswith("-") and digits.isascii() and digits.isdigit() and len(code) <= LONGEST_CODE
    )


def next_of(row: TableRow) -> Next:
    """The row's next step. Raises TableError for one nobody can take."""
    for step in NEXT_LABELS:
        if step == row["next"]:
            return step
    raise TableError(f"no such next step: {row['next']}")


def _statuses() -> Iterator[ReceiptStatus]:
    for row in read_rows(FOLDER / "statuses.csv", ("code", "meaning", "next", "zh", "en")):
        if row["meaning"] not in get_args(Meaning):
            raise TableError(f"statuses.csv, {row['code']}: no such meaning")
        meaning: Meaning = row["meaning"]  # type: ignore[assignment]  # one of them
        yield ReceiptStatus(row["code"], row["zh"], row["en"], meaning, next_of(row))


def _exchange_statuses() -> Iterator[ReceiptStatus]:
    for row in read_rows(FOLDER / "exchange_answers.csv", ("code", "next", "zh", "en")):
        step = next_of(row)
        # 3xxx is the platform's own trouble: the envelope was not read.
        meaning: Meaning = "send_failed" if step == "resend" else "rejected"
        yield ReceiptStatus(row["code"], row["zh"], row["en"], meaning, step)


STATUSES = {status.code: status for status in _statuses()}
_EXCHANGE = {status.code: status for status in _exchange_statuses()}


def exchange_status(code: str) -> ReceiptStatus:
    """What a ResponseCode means; one that is not in the table is for a person to judge."""
    known = _EXCHANGE.get(code)
    return known or ReceiptStatus(code, "其他错误", "Another error", "unknown", "ask_broker")
