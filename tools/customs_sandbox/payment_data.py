"""Customs' side of announcement 179: it asks a platform for the payment behind an order, and takes
the answer. What was uploaded is kept in the store as it was."""

import base64
import json
import time
import uuid
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlencode
from urllib.request import Request, urlopen

from ceb.signatures.keys import load_certificate, verifying_key

from .store import Store

UPLOAD = "/ceb2grab/grab/realTimeDataUpload"
ASK = "/ceb2grab/ask"  # not of customs: the admin has it ask
TABLE = (
    "CREATE TABLE IF NOT EXISTS payment_data"
    " (id INTEGER PRIMARY KEY, session TEXT NOT NULL, text TEXT NOT NULL, right INTEGER NOT NULL)"
)
MEMBERS = (
    "sessionID", "payExchangeInfoHead", "payExchangeInfoLists", "serviceTime", "certNo",
    "signValue",
)  # fmt: skip
JOINTS = (
    '{"sessionID":"', '","payExchangeInfoHead":', ',"payExchangeInfoLists":', ',"serviceTime":',
    ',"certNo":"',
)  # fmt: skip


def take_upload(store: Store, body: bytes, certificate: Path | None) -> dict[str, Any]:
    """The answer to a platform's upload; its signature is verified where a certificate is known."""
    try:
        (text,) = parse_qs(body.decode(), max_num_fields=10)["payExInfoStr"]
        upload = json.loads(text)
        missing = [name for name in MEMBERS if not upload[name]]
    except (ValueError, KeyError, TypeError):
        return _answer("20000", "上传失败")
    if missing:
        return _answer("20000", "".join(f"{name} : {name}不为空;" for name in missing))
    right = certificate is None or is_valid(text, upload["signValue"], certificate.read_bytes())
    with store.transaction() as connection:
        connection.execute(TABLE)
        connection.execute(
            "INSERT INTO payment_data (session, text, right) VALUES (?, ?, ?)",
            (str(upload["sessionID"]), text, right),
        )
    return _answer("10000", "上传成功") if right else _answer("20000", "验签失败")


def signed_text(text: str) -> str:
    """What must have been signed, cut from the upload itself: its JSON texts as they stand."""
    parts, rest = [], text
    for joint, following in pairwise(JOINTS):
        rest = rest[rest.index(joint) + len(joint) :]
        parts.append(rest[: rest.index(following)])
    session, head, lists, moment = parts
    return (
        f'"sessionID":"{session}"||"payExchangeInfoHead":"{head}"'
        f'||"payExchangeInfoLists":"{lists}"||"serviceTime":"{moment}"'
    )


def is_valid(text: str, signature: str, certificate: bytes) -> bool:
    key = verifying_key(load_certificate(certificate))
    try:
        value, signed = base64.b64decode(signature, validate=True), signed_text(text)
    except ValueError:
        return False
    return key.is_valid(value, signed.encode(), key.methods[0])


def ask(params: Any) -> dict[str, Any]:
    """Ask a platform: {"order_no", "url", "session"?, "as_text"?: serviceTime as text}."""
    now = int(time.time() * 1000)
    question = {
        "orderNo": str(params["order_no"]),
        "sessionID": str(params.get("session") or uuid.uuid4()).upper(),
        "serviceTime": str(now) if params.get("as_text") else now,
    }
    body = urlencode({"openReq": json.dumps(question)}).encode()
    url = str(params["url"])
    if not url.startswith(("http://127.0.0.1", "http://localhost", "https://")):
        raise ValueError("url")
    try:
        with urlopen(Request(url, body), timeout=10) as response:  # noqa: S310
            text = response.read(10_000).decode()
    except HTTPError as exc:
        text = exc.read(10_000).decode()
    except URLError as exc:
        text = str(exc)
    return {"asked": question, "answer": text}


def uploads(store: Store, session: str) -> dict[str, Any]:
    store.connection.execute(TABLE)
    rows = store.rows("SELECT text, right FROM payment_data WHERE session = ? ORDER BY id", session)
    return {"session": session, "uploads": [dict(row) for row in rows]}


def _answer(code: str, message: str) -> dict[str, Any]:
    return {"code": code, "message": message, "total": 0, "serviceTime": int(time.time() * 1000)}
