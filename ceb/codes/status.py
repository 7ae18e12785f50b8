"""What customs' answers mean and what to do next (returnStatus; official papers, spec §5).

Only 800 releases (R-DOC-5). A status nobody knows is kept and shown, and nothing is done.
"""

from dataclasses import dataclass
from typing import Literal

Meaning = Literal[
    "draft", "sent", "send_failed", "refused", "stored", "review", "concluded", "inspection",
    "detained", "suspended", "shipped_back", "released", "closed", "cancelled", "waiting",
    "rejected", "unknown",
]  # fmt: skip
Next = Literal["wait", "resend", "correct", "ignore", "ask_broker", "done"]


@dataclass(frozen=True, slots=True)
class StatusWord:
    """meaning: the state it stands for; next: what the clerk does about it."""

    code: str
    zh: str
    en: str
    meaning: Meaning
    next: Next


_DETAINED_EN = "Detained and passed on"
STATUSES: dict[str, StatusWord] = {
    word.code: word
    for word in (
        StatusWord("1", "电子口岸已暂存", "Saved as a draft at e-port", "draft", "wait"),
        StatusWord("2", "电子口岸申报中", "Accepted by e-port", "sent", "wait"),
        StatusWord("3", "发送海关成功", "Passed to customs", "sent", "wait"),
        StatusWord("4", "发送海关失败", "Not passed to customs", "send_failed", "resend"),
        StatusWord("100", "海关退单", "Refused by customs", "refused", "correct"),
        StatusWord("120", "海关入库", "Checked and stored by customs", "stored", "wait"),
        StatusWord("300", "人工审核", "Under manual review", "review", "wait"),
        StatusWord("399", "海关审结", "Review concluded", "concluded", "wait"),
        StatusWord("400", "待运抵", "Waiting for arrival", "waiting", "wait"),
        StatusWord("430", "撤销成功", "Cancelled", "cancelled", "done"),
        StatusWord("500", "查验", "Inspection of the goods", "inspection", "wait"),
        StatusWord("501", "扣留移送通关", f"{_DETAINED_EN} to clearance", "detained", "ask_broker"),
        StatusWord(
            "502", "扣留移送缉私", f"{_DETAINED_EN} to anti-smuggling", "detained", "ask_broker"
        ),
        StatusWord(
            "503", "扣留移送法规", f"{_DETAINED_EN} to the legal office", "detained", "ask_broker"
        ),
        StatusWord("505", "移交", "Handed over", "detained", "ask_broker"),
        StatusWord("599", "其它扣留", "Detained", "detained", "ask_broker"),
        StatusWord("600", "挂起", "Suspended", "suspended", "ask_broker"),
        StatusWord("700", "退运", "Shipped back", "shipped_back", "ask_broker"),
        StatusWord("800", "放行", "Released", "released", "done"),
        StatusWord("899", "结关", "Closed after release", "closed", "done"),
    )
}


LONGEST_CODE = 10


def is_negative(code: str) -> bool:
    digits = code[1:]
    return (
        code.startswith("-") and digits.isascii() and digits.isdigit() and len(code) <= LONGEST_CODE
    )
