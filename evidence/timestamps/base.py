"""What a timestamp authority (RFC 3161) does for us: it signs a digest together with its time.

Requests are made and answers are checked by the openssl command, which every reader of a bundle has
too; a stamp that we could not verify is no stamp."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from evidence.timestamps.pins import pinned_fingerprints, split_certificates

TIMEOUT_SECONDS = 20


class TimestampError(Exception):
    """`permanent`: asking again would not help (a wrong setting, a rejected request)."""

    def __init__(self, message: str, *, permanent: bool = False):
        super().__init__(message)
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Stamp:
    token: bytes  # the authority's answer, DER
    certificates: bytes  # PEM, what the answer is checked against
    authority: str
    is_test: bool  # by ourselves: proves the sequence, not the time to others (R-EVID-7)
    at: datetime


class TimestampAuthority(Protocol):
    is_test: bool

    def stamp(self, digest: str) -> Stamp:
        """A verified stamp of a SHA-256 digest in hex digits; raises TimestampError."""

    def certificates(self) -> bytes:
        """PEM, what its answers are checked against; raises TimestampError where there is none."""


def openssl(*arguments: str | Path, data: bytes = b"") -> bytes:
    """The command's output; raises TimestampError with its message."""
    command = shutil.which("openssl")
    if command is None:
        raise TimestampError("the openssl command is not installed", permanent=True)
    try:
        done = subprocess.run(  # noqa: S603  # our own arguments, no shell
            [command, *map(str, arguments)],
            input=data,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired as exc:
        raise TimestampError("openssl did not answer in time") from exc
    if done.returncode:
        raise TimestampError(done.stderr.decode("utf-8", "replace").strip()[:500], permanent=True)
    return done.stdout


def timestamp_query(digest: str) -> bytes:
    """The request for a SHA-256 digest in hex digits, asking for the authority's certificate."""
    return openssl("ts", "-query", "-digest", digest, "-sha256", "-cert")


def verify(token: bytes, digest: str, certificates: bytes) -> None:
    """Raises TimestampError unless `token` is a stamp of `digest` by a pinned authority.

    Certificates must have been valid when it was signed: those of today's stamps will all expire.

    certificates: PEM, as they were kept beside the stamp. Nothing is believed because it stands
    there: only those that the settings pin are anchors, the others lead from one to the signer."""
    anchors, others = split_certificates(certificates, pinned_fingerprints())
    if not anchors:
        raise TimestampError("its authority's certificate is not a pinned one", permanent=True)
    with tempfile.TemporaryDirectory() as folder:
        answer, trusted = Path(folder, "answer.tsr"), Path(folder, "trusted.pem")
        answer.write_bytes(token)
        trusted.write_bytes(anchors)
        arguments: list[str | Path] = ["-digest", digest, "-in", answer]
        arguments += ["-CAfile", trusted, "-partial_chain", "-attime", _seconds(time_of(token))]
        if others:
            untrusted = Path(folder, "untrusted.pem")
            untrusted.write_bytes(others)
            arguments += ["-untrusted", untrusted]
        openssl("ts", "-verify", *arguments)


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def time_of(token: bytes) -> datetime:
    """When the authority says it signed: out of what it signed alone. The answer around that has a
    status in words, where anybody may write another time."""
    with tempfile.TemporaryDirectory() as folder:
        answer, signed = Path(folder, "answer.tsr"), Path(folder, "signed.der")
        answer.write_bytes(token)
        signed.write_bytes(openssl("ts", "-reply", "-in", answer, "-token_out"))
        shown = openssl("ts", "-reply", "-in", signed, "-token_in", "-text")
    text = shown.decode("utf-8", "replace")
    match = re.search(r"Time stamp: (\w{3} +\d+ \d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT", text)
    if match is None:
        raise TimestampError("the answer names no time", permanent=True)
    return datetime.strptime(f"{match[1]} {match[2]}", "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
