"""The second chain of the ledger's stamps, outside the database: an append-only file, a line a
stamp, each with the digest of the line before it (R-EVID-5).

Who can write to the database alone can neither change it nor cut it off. Another place (an object
store with locked objects) is another class of this shape, named by STAMP_LOG."""

import fcntl
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from evidence.chain import GENESIS, canonical, digest_text

LONGEST_LINE = 256 * 1024  # a token has at most 64 KB


class StampLogError(Exception):
    """The log can't be read or written, as a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # 1, 2, 3 … without a gap
    sequence: int  # the ledger's entry that was stamped
    digest: str  # of that entry
    token: str  # the authority's answer, DER in Base64
    authority: str
    is_test: bool
    at: str  # the authority's time, ISO 8601
    previous: str  # digest of the line before
    line_digest: str

    @property
    def token_bytes(self) -> bytes:
        return b64decode(self.token)

    def error(self, before: "Line | None") -> str:
        """Why it does not continue the chain, or an empty string."""
        number, previous = (before.number, before.line_digest) if before else (0, GENESIS)
        if (self.number, self.previous) != (number + 1, previous):
            return "does not follow the line before it"
        fields = asdict(self)
        return "" if line_digest(fields) == fields["line_digest"] else "was changed"


class OpenStampLog(Protocol):
    last: Line | None

    def append(self, **fields: Any) -> Line:
        """Writes the next line, on disk when this returns; raises StampLogError."""


class StampLog(Protocol):
    name: str

    def last_line(self) -> Line | None:
        """Raises StampLogError."""

    def lines(self) -> list[Line]:
        """All whole lines; raises StampLogError."""

    def locked(self) -> Any:
        """A context manager: an OpenStampLog that nobody else writes to meanwhile."""


def stamp_log() -> StampLog:
    return import_string(settings.STAMP_LOG)()


def line_digest(fields: dict[str, Any]) -> str:
    """SHA-256 over a line's other fields."""
    return digest_text(canonical({k: v for k, v in fields.items() if k != "line_digest"}))


def chain_errors(lines: list[Line]) -> list[str]:
    """A sentence for each line that does not continue the chain."""
    befores = [None, *lines]
    return [
        f"line {line.number} of the stamp log {error}"
        for line, before in zip(lines, befores, strict=False)
        if (error := line.error(before))
    ]


class FileStampLog:
    """A file on another disk or machine than the database, opened to append only."""

    def __init__(self) -> None:
        self.path = Path(settings.EVIDENCE_STAMP_LOG)
        self.name = str(self.path)

    def last_line(self) -> Line | None:
        with self._read_locked() as file:
            return _tail(file.fileno())[0] if file else None

    def lines(self) -> list[Line]:
        """Waits for a line that is being written together with its row in the database."""
        with self._read_locked() as file:
            return list(_whole_lines(file or []))

    @contextmanager
    def _read_locked(self) -> Iterator[BinaryIO | None]:
        """The open file, or nothing where there is none."""
        try:
            with open(self.path, "rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH)
                yield file
        except FileNotFoundError:
            yield None
        except OSError as exc:
            raise StampLogError(f"the stamp log can't be read: {exc}") from exc

    @contextmanager
    def locked(self) -> Iterator["OpenFile"]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o640)
        except OSError as exc:
            raise StampLogError(f"the stamp log can't be opened: {exc}") from exc
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield OpenFile(file, self.path.parent)
        finally:
            os.close(file)


class OpenFile:
    def __init__(self, file: int, folder: Path) -> None:
        self.file, self.folder = file, folder
        self.last, self.is_torn = _tail(file)

    def append(self, **fields: Any) -> Line:
        number, previous = 1, GENESIS
        if self.last:
            number, previous = self.last.number + 1, self.last.line_digest
        fields |= {"number": number, "previous": previous}
        text = canonical(fields | {"line_digest": line_digest(fields)})
        # a line that a killed writer left torn is ended, and stays as a fragment outside the chain
        self._write(("\n" * self.is_torn + text + "\n").encode())
        self.last, self.is_torn = Line(**json.loads(text)), False
        return self.last

    def _write(self, content: bytes) -> None:
        try:
            written = os.write(self.file, content)
            os.fsync(self.file)
            if self.last is None:  # the name of a new file, too
                folder = os.open(self.folder, os.O_RDONLY)
                os.fsync(folder)
                os.close(folder)
        except OSError as exc:
            raise StampLogError(f"the stamp log can't be written: {exc}") from exc
        if written < len(content):
            raise StampLogError("the stamp log took a part of a line only: is the disk full?")


def _tail(file: int) -> tuple[Line | None, bool]:
    """(the last whole line, is there a torn one behind it)."""
    size = os.fstat(file).st_size
    start = max(0, size - 2 * LONGEST_LINE)
    tail = os.pread(file, size - start, start)
    lines = list(_whole_lines(tail.splitlines(keepends=True)))
    if tail.endswith(b"\n") and not lines:
        raise StampLogError("the end of the stamp log can't be read")
    return (lines[-1] if lines else None), bool(tail) and not tail.endswith(b"\n")


def stamp_fields(sequence: int, digest: str, stamp: Any) -> dict[str, Any]:
    """What a line says of a stamp, or of its row in the database."""
    return {
        "sequence": sequence,
        "digest": digest,
        "token": b64encode(bytes(stamp.token)).decode(),
        "authority": stamp.authority,
        "is_test": stamp.is_test,
        "at": stamp.at.isoformat(),
    }


def _whole_lines(raw_lines: Any) -> Iterator[Line]:
    """What a killed writer left half-way is no line; one that was damaged later is missed by the
    line behind it, or by its row in the database."""
    for raw in raw_lines:
        try:
            line = Line(**json.loads(raw))
            if raw.endswith(b"\n") and _is_typed(line) and line.token_bytes:
                yield line
        except (ValueError, TypeError):
            continue


def _is_typed(line: Line) -> bool:
    texts = (line.digest, line.token, line.authority, line.at, line.previous, line.line_digest)
    return all(type(number) is int for number in (line.number, line.sequence)) and all(
        isinstance(text, str) for text in texts
    )
