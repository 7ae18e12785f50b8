"""The sandbox's own page: documents on file, receipts, the scenario in force. No personal data,
no script, no inline style."""

import json
from dataclasses import asdict
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from ceb import MESSAGES
from ceb.data_files import read_rows
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import Store

from .store_views import counts

LATEST = 30
FOLDER = Path(__file__).parent


def _labels(table: str) -> dict[str, tuple[str, str]]:
    rows = read_rows(FOLDER / "labels.csv", ("table", "name", "zh", "en"))
    return {row["name"]: (row["zh"], row["en"]) for row in rows if row["table"] == table}


# in Chinese and English
SCENARIO_LABELS = _labels("scenario")
STATES = _labels("state")
FIGURES = _labels("figure")
FILES = _labels("file")


def login_page(*, wrong: bool = False) -> str:
    error = "<p class='error'>口令错误 Wrong secret</p>" if wrong else ""
    return _filled("layout.html", body=_filled("login.html", error=error))


def page(store: Store, scenario: Scenario, form_token: str, error: str = "") -> str:
    figures = counts(store)
    body = _filled(
        "page.html",
        figures=_figures(figures),
        on_file=_documents_on_file(figures["documents"]),
        error=f"<p class='error' role='alert'>{escape(error)}</p>" if error else "",
        form_token=escape(form_token),
        fields=_fields(scenario),
        statements=_statements(),
        latest=str(LATEST),
        documents=_documents(store),
        receipts=_receipts(store),
    )
    return _filled("layout.html", body=body)


def _filled(name: str, **html: str) -> str:
    return Template((FOLDER / name).read_text(encoding="utf-8")).substitute(html)


def _figures(figures: dict[str, Any]) -> str:
    heads = [f"{zh} <small>{en}</small>" for zh, en in FIGURES.values()]
    return _table(heads, [[str(figures[name]) for name in FIGURES]])


def _documents_on_file(counted: dict[str, int]) -> str:
    rows = []
    for name, number in counted.items():
        kind, state = name.split()
        rows.append([_kind(kind), _state(state), str(number)])
    return _table(["单证 Document", "状态 State", "数量 Count"], rows)


def _statements() -> str:
    return "".join(
        f"<li><a href='/statements/{name}.csv'>{zh} <small>{en}</small></a></li>"
        for name, (zh, en) in FILES.items()
    )


def _documents(store: Store) -> str:
    latest = [
        [_kind(row["kind"]), escape(row["business_key"]), escape(row["order_no"]),
         _state(row["state"]), escape(row["invt_no"] or row["pre_no"])]
        for row in store.rows("SELECT * FROM document ORDER BY declared_at DESC LIMIT ?", LATEST)
    ]  # fmt: skip
    heads = ["单证 Document", "编号 Key", "订单 Order", "状态 State", "海关编号 Customs number"]
    return _table(heads, latest)


def _receipts(store: Store) -> str:
    rows = store.rows(
        "SELECT receipt.*, (SELECT COUNT(*) FROM delivery WHERE receipt = receipt.id"
        " AND delivered_at IS NOT NULL AND garbage = 0) AS delivered,"
        " (SELECT SUM(tries) FROM delivery WHERE receipt = receipt.id) AS tries"
        " FROM receipt ORDER BY id DESC LIMIT ?",
        LATEST,
    )
    body = [
        [escape(row["return_time"]), _kind(row["kind"]), escape(row["business_key"]),
         escape(row["status"]), escape(row["info"][:200]),
         f"{row['delivered']} / {row['tries']}"]
        for row in rows
    ]  # fmt: skip
    heads = ["时间 Time", "回执 Receipt", "编号 Key", "状态 Status", "说明 Text",
             "送达／尝试 Delivered / attempts"]  # fmt: skip
    return _table(heads, body)


def _fields(scenario: Scenario) -> str:
    usual = asdict(Scenario())
    return "".join(
        _field(name, value, is_on=value != usual[name]) for name, value in asdict(scenario).items()
    )


def _field(name: str, value: Any, *, is_on: bool) -> str:
    zh, en = SCENARIO_LABELS[name]
    label = f"<label for='{name}'>{zh} <small>{en} · {name}</small></label>"
    if isinstance(value, bool):
        ticked = " checked" if value else ""
        control = f"<input type='checkbox' id='{name}' name='{name}'{ticked}>"
    elif isinstance(value, list):
        text = escape(json.dumps(value, ensure_ascii=False))
        control = f"<textarea id='{name}' name='{name}'>{text}</textarea>"
    else:
        step = "any" if isinstance(value, float) else "1"
        control = f"<input type='number' step='{step}' id='{name}' name='{name}' value='{value}'>"
    return f"<div class='field{' on' if is_on else ''}'>{label}{control}</div>"


def scenario_of(form: dict[str, str]) -> bytes:
    """The form as the JSON that POST /faults takes. Raises ValueError."""
    if form.get("do") == "end":
        return b"{}"
    made: dict[str, Any] = {}
    for name, usual in asdict(Scenario()).items():
        text = form.get(name, "").strip()
        if isinstance(usual, bool):
            made[name] = bool(text)
        elif isinstance(usual, list):
            made[name] = json.loads(text or "[]")
        elif text:
            made[name] = type(usual)(text)
    return json.dumps(made, ensure_ascii=False).encode()


def _kind(kind: str) -> str:
    message = MESSAGES.get(kind)
    return f"{kind} {message.zh} <small>{message.en}</small>" if message else escape(kind)


def _state(state: str) -> str:
    zh, en = STATES.get(state, (state, ""))
    return f"{escape(zh)} <small>{escape(en)}</small>"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    """Cells are HTML already."""
    head = "".join(f"<th scope='col'>{text}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div class='wide' tabindex='0'>{table}</div>"
