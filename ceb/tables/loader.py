"""The message kinds as messages.csv lists them, each with its file of elements.

A table that makes no sense stops the import: customs would reject whatever was built by it.
"""

from dataclasses import replace
from pathlib import Path
from typing import get_args

from ceb.data_files import TableError, TableRow, read_rows
from ceb.fields import VERSIONS, ForeignElement, Group, Member, MessageKind, SignatureUse, Trade

from .elements import read_elements

FOLDER = Path(__file__).parent
COLUMNS = (
    "kind", "zh", "en", "trade", "sender", "key", "answered_by", "signature", "versions",
)  # fmt: skip


def load_messages(folder: Path = FOLDER) -> dict[str, MessageKind]:
    """By number, in the order of messages.csv. Raises TableError."""
    frames = {trade: read_elements(folder / f"frame_{trade}.csv") for trade in get_args(Trade)}
    rows = list(read_rows(folder / "messages.csv", COLUMNS))
    answers = {row["answered_by"]: row["kind"] for row in rows if row["answered_by"]}
    messages = {}
    for line, row in enumerate(rows, start=2):
        record = read_elements(folder / f"{row['kind']}.csv")
        try:
            messages[row["kind"]] = _message(row, record, frames[row["trade"]], answers)
        except (KeyError, ValueError) as exc:
            raise TableError(f"messages.csv, line {line}: {exc!r}") from exc
    return messages


def _message(
    row: TableRow, record: tuple[Member, ...], frame: tuple[Member, ...], answers: dict[str, str]
) -> MessageKind:
    if len(record) != 1 or not isinstance(record[0], Group):
        raise ValueError("one record is expected")
    if row["signature"] not in get_args(SignatureUse):
        raise ValueError(f"signature {row['signature']}")
    key = tuple(row["key"].split())
    if not key or (unknown := set(key) - _names(record[0])):
        raise ValueError(f"key {unknown if key else 'missing'}")
    # Receipts are bare: records and nothing else.
    around = () if row["sender"] == "customs" else _signed(frame, row["signature"])
    return MessageKind(
        kind=row["kind"],
        zh=row["zh"],
        en=row["en"],
        sender=row["sender"],
        root=Group(f"CEB{row['kind']}Message", row["zh"], row["en"], (*record, *around)),
        key=key,
        answered_by=row["answered_by"],
        signature=row["signature"],  # type: ignore[arg-type]  # checked above
        trade=row["trade"],  # type: ignore[arg-type]  # it has a frame
        answers=answers.get(row["kind"], ""),
        versions=tuple(row["versions"].split()) or VERSIONS,
    )


def _signed(frame: tuple[Member, ...], use: str) -> tuple[Member, ...]:
    return tuple(
        replace(member, min_occurs=int(use == "required"))
        if isinstance(member, ForeignElement) and member.content == "signature"
        else member
        for member in frame
    )


def _names(group: Group) -> set[str]:
    inner = [_names(member) for member in group.members if isinstance(member, Group)]
    return {member.name for member in group.members}.union(*inner)
