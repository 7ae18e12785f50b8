"""The sandbox's own page: documents on file, receipts, the scenario in force. No personal data,
no script, no inline style."""

import json
from dataclasses import asdict
from html import escape
from typing import Any

from ceb import MESSAGES
from tools.customs_sandbox.scenario import Scenario
from tools.customs_sandbox.store import Store

from .labels import FIGURES, FILES, SCENARIO_LABELS, STATES
from .store_views import counts

LATEST = 30
TITLE = "通关沙箱（模拟系统，非海关） Customs sandbox: a simulation, not customs"


def login_page(*, wrong: bool = False) -> str:
    message = "<p class='error'>口令错误 Wrong secret</p>" if wrong else ""
    return _html(
        f"{message}<form method='post' action='/enter'><div class='field'>"
        "<input hidden name='name' autocomplete='username' value='admin'>"
        "<label for='token'>口令 Secret <small>SANDBOX_SECRET_ADMIN</small></label>"
        "<input id='token' name='token' type='password' autocomplete='current-password' required>"
        "</div><button>登录 Log in</button></form>"
    )


def page(store: Store, scenario: Scenario, form_token: str, error: str = "") -> str:
    figures = counts(store)
    return _html(
        _figures(figures)
        + _documents_on_file(figures["documents"])
        + _scenario_form(scenario, form_token, error)
        + _statements()
        + _documents(store)
        + _receipts(store)
    )


def _html(body: str) -> str:
    return (
        "<!doctype html><html lang='zh'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<link rel='stylesheet' href='/page.css'><title>通关沙箱 Customs sandbox</title></head>"
        f"<body><main><h1>{TITLE}</h1>{body}</main></body></html>"
    )


def _figures(figures: dict[str, Any]) -> str:
    return _table(
        [f"{zh} <small>{en}</small>" for zh, en in FIGURES.values()],
        [[str(figures[name]) for name in FIGURES]],
    )


def _documents_on_file(counted: dict[str, int]) -> str:
    by_state = [
        [_kind(name.split()[0]), _state(name.split()[1]), str(number)]
        for name, number in counted.items()
    ]
    return "<h2>海关在案单证 Documents on file</h2>" + _table(
        ["单证 Document", "状态 State", "数量 Count"], by_state
    )


def _statements() -> str:
    links = "".join(
        f"<li><a href='/statements/{name}.csv'>{zh} <small>{en}</small></a></li>"
        for name, (zh, en) in FILES.items()
    )
    return f"<h2>今日对账单 Today's statements</h2><ul>{links}</ul>"


def _documents(store: Store) -> str:
    latest = [
        [_kind(row["kind"]), escape(row["business_key"]), escape(row["order_no"]),
         _state(row["state"]), escape(row["invt_no"] or row["pre_no"])]
        for row in store.rows("SELECT * FROM document ORDER BY declared_at DESC LIMIT ?", LATEST)
    ]  # fmt: skip
    heads = ["单证 Document", "编号 Key", "订单 Order", "状态 State", "海关编号 Customs number"]
    return f"<h2>最近 {LATEST} 份单证 Latest documents</h2>{_table(heads, latest)}"


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
    return f"<h2>最近 {LATEST} 份回执 Latest receipts</h2>{_table(heads, body)}"


def _scenario_form(scenario: Scenario, form_token: str, error: str) -> str:
    usual = asdict(Scenario())
    fields = "".join(
        _field(name, value, is_on=value != usual[name]) for name, value in asdict(scenario).items()
    )
    message = f"<p class='error' role='alert'>{escape(error)}</p>" if error else ""
    token = f"<input type='hidden' name='form_token' value='{escape(form_token)}'>"
    return (
        "<h2 id='faults'>模拟故障 Simulated disturbances</h2>"
        "<p><small>与默认值不同的项以色条标出。 Settings that differ from the default are marked."
        f"</small></p>{message}"
        f"<form method='post' action='/page/faults'>{token}<div class='fields'>{fields}</div>"
        "<div class='buttons'><button name='do' value='set'>应用 Apply</button>"
        "<button name='do' value='end' formnovalidate>恢复默认 Reset all</button></div>"
        "</form>"
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
