"""A transmission is accepted: on disk before the answer, work later."""

import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from ceb import UnreadableDocumentError, parse
from ceb.envelope import unwrap
from ceb.reader import message_of
from tools.customs_sandbox.authentication import MAY_SEND
from tools.customs_sandbox.store import Store

LARGEST_MESSAGE = 4 * 1024 * 1024


class SenderNotAllowedError(Exception):
    """A kind this sender may not send."""


class MessageIdTakenError(Exception):
    """The message id stands for other bytes already."""


@dataclass(frozen=True, slots=True)
class AcceptedTransmission:
    transmission: str
    kind: str
    duplicate: bool


def accept(store: Store, sender: str, body: bytes, message_id: str = "") -> AcceptedTransmission:
    """What cannot be read is accepted too, and answered by a CEB900. An envelope (DxpMsg) is
    opened; its CopMsgId is the message's id.

    Raises SenderNotAllowedError, MessageIdTakenError."""
    body, message_id = _opened(body, message_id)
    kind = _kind(body)
    if kind and kind not in MAY_SEND[sender]:
        raise SenderNotAllowedError(f"{sender} may not send CEB{kind}")
    with store.transaction() as connection:
        return accept_within(connection, sender, body, kind, message_id)


def accept_within(
    connection: Connection, sender: str, body: bytes, kind: str, message_id: str = ""
) -> AcceptedTransmission:
    """The same inside the caller's transaction. The same bytes twice are one transmission."""
    # By content, not by id: a sender that lost our answer sends the same bytes again.
    digest = hashlib.sha256(body).hexdigest()
    known = connection.execute(
        "UPDATE transmission SET arrivals = arrivals + 1 WHERE sender = ? AND digest = ?"
        " RETURNING id",
        (sender, digest),
    ).fetchone()
    if known:
        schedule(connection, "repeat", {"transmission": known["id"]})
        return AcceptedTransmission(known["id"], kind, duplicate=True)
    # A CEB900 can name nothing else, since it may not know what is inside.
    transmission = message_id or f"SBX{digest[:29].upper()}"
    if connection.execute("SELECT 1 FROM transmission WHERE id = ?", (transmission,)).fetchone():
        raise MessageIdTakenError(transmission)
    connection.execute(
        "INSERT INTO transmission (id, sender, kind, digest, body, received_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (transmission, sender, kind, digest, body, time.time()),
    )
    schedule(connection, "open", {"transmission": transmission})
    return AcceptedTransmission(transmission, kind, duplicate=False)


def schedule(connection: Connection, verb: str, target: dict[str, str], after: float = 0) -> None:
    connection.execute(
        "INSERT INTO job (due_at, verb, target) VALUES (?, ?, ?)",
        (time.time() + after, verb, json.dumps(target, ensure_ascii=False)),
    )


def _opened(body: bytes, message_id: str) -> tuple[bytes, str]:
    if b"DxpMsg" not in body[:1000]:
        return body, message_id
    try:
        document, header = unwrap(body)
    except UnreadableDocumentError:
        return body, message_id
    return document, header.copmsg_id[:255] or message_id


def _kind(body: bytes) -> str:
    try:
        return message_of(parse(body, LARGEST_MESSAGE)).kind
    except UnreadableDocumentError:
        return ""


def accept_files(store: Store, folder: Path) -> int:
    """Messages put into a folder instead of posted: <sender>-<anything>.xml, by atomic rename. They
    end in done/ or error/ beside it; how many were looked at."""
    paths = sorted(folder.glob("*.xml"))
    for path in paths:
        goal = folder / ("done" if _is_accepted(store, path) else "error")
        goal.mkdir(exist_ok=True)
        os.replace(path, goal / path.name)
    return len(paths)


def _is_accepted(store: Store, path: Path) -> bool:
    sender = path.name.split("-", 1)[0]
    # A link could name any file of this machine; a pipe would never end.
    if sender not in MAY_SEND or path.is_symlink() or not path.is_file():
        return False
    if path.stat().st_size > LARGEST_MESSAGE:
        return False
    try:
        accept(store, sender, path.read_bytes())
    except (SenderNotAllowedError, MessageIdTakenError):
        return False
    return True
