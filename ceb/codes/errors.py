"""What an answer asks of us: its codes and words as advice, in two languages.

Only a code or a word that is known leads to anything; the rest is shown and a person asked.
"""

import re
from dataclasses import dataclass, replace

from ceb.fields import Trade

from . import customs_answers, export_errors, import_errors
from .status import STATUSES, Next, StatusWord, is_negative

# Several may follow one another, in either case and with full-width punctuation.
CODED = re.compile(
    r"\[\s*code\s*[:：]\s*([^;；\]]*?)\s*[;；]\s*desc\s*[:：](.*?)\](?=\s*(?:\[|$|[;；]))",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_INFO = 5000  # what a 900 may say; more is no answer of customs
BARE_CODE = re.compile(r"-?\d{1,9}", re.ASCII)
STEP_WORDS: tuple[tuple[str, Next], ...] = (
    ("旧报文", "ignore"),
    ("请勿重复", "ignore"),
    ("已存在", "ignore"),
    ("验签", "ask_broker"),
    ("加签", "ask_broker"),
    ("权限", "ask_broker"),
    ("限额", "ask_broker"),
    ("系统异常", "resend"),
    ("系统错误", "resend"),
    ("重试", "resend"),
    ("不一致", "correct"),
    ("校验", "correct"),
)
NEXT_WORDS: dict[Next, tuple[str, str]] = {
    "wait": ("等待", "Wait"),
    "resend": ("原样重发", "Send the same once more"),
    "correct": ("更正后重新申报", "Correct it and declare again"),
    "ignore": ("无需处理", "Nothing to do"),
    "ask_broker": ("请联系报关行", "Ask the broker"),
    "done": ("已办结", "Done"),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One code, what it means and what to do.

    field: the element to look at, "" if none is known; said: the words it came with; known: False
    for a code or words that no table has.
    """

    code: str
    zh: str
    en: str
    next: Next
    field: str = ""
    said: str = ""
    known: bool = True


def coded(info: str) -> list[tuple[str, str]]:
    """The ([Code:…;Desc:…]) pairs in the words of an answer."""
    return [(code, words.strip()) for code, words in CODED.findall(info[:LONGEST_INFO])]


def explain(answer: str, *, trade: Trade = "import") -> list[Advice]:
    """Advice for a returnStatus or for a returnInfo with any number of codes or none.

    The same negative number means one thing on import, another on export.
    """
    text = answer.strip()
    if not text:
        return []
    if text in STATUSES:
        word = STATUSES[text]
        return [Advice(text, word.zh, word.en, word.next)]
    if BARE_CODE.fullmatch(text):
        return [_by_code(text, "", trade)]
    pairs = coded(text)
    return [_by_code(code, said, trade) for code, said in pairs] or [_by_words("", text)]


def error_word(code: str, trade: Trade = "import") -> StatusWord:
    """code: negative, "-301010"."""
    advice = _by_code(code, "", trade)
    return StatusWord(code, advice.zh, advice.en, "rejected", advice.next)


def _by_code(code: str, said: str, trade: Trade) -> Advice:
    if is_negative(code):
        known = _import_error(code) if trade == "import" else _export_error(code)
        known = known or Advice(code, "被电子口岸退回", "Refused by e-port", "ask_broker")
    elif code in _CUSTOMS and _agrees(_CUSTOMS[code], said):
        known = _CUSTOMS[code]
    else:
        return _by_words(code, said)
    return replace(known, said=said, field=known.field or _field_in(said))


def _agrees(known: Advice, said: str) -> bool:
    """Of customs' own codes we know what somebody has seen: words that name another field count
    more."""
    named = _field_in(said)
    return named in ("", "telephone", known.field) or not known.field


def _by_words(code: str, said: str) -> Advice:
    step: Next = next((step for words, step in STEP_WORDS if words in said), "ask_broker")
    known = replace(_UNKNOWN, code=code, next=step, field=_field_in(said), said=said)
    return replace(known, zh=said) if said else known


def _field_in(said: str) -> str:
    return next((field for words, field in customs_answers.FIELD_WORDS if words in said), "")


def _import_error(code: str) -> Advice | None:
    if code in _IMPORT:
        return _IMPORT[code]
    number = -int(code)
    for low, high, en, zh in import_errors.RANGES:
        if low <= number < high:
            return Advice(code, f"{zh}被电子口岸退回", f"{en}: refused by e-port", "correct")
    return None


def _export_error(code: str) -> Advice | None:
    number = -int(code)
    low, high = export_errors.ENTERPRISE
    if low <= number <= high:
        return Advice(code, "企业类型或代码无效", "Unknown kind or code of enterprise", "correct")
    for first, zh, en in export_errors.DOCUMENTS:
        check = (number - first) // 1000
        if 0 <= check < len(export_errors.CHECKS):
            failed_zh, failed_en, step, field = export_errors.CHECKS[check]
            return Advice(code, f"{zh}{failed_zh}", f"{en}: {failed_en}", step, field)
    return None


def _table(text: str) -> dict[str, Advice]:
    rows = {}
    for line in text.strip().splitlines():
        if line:
            code, step, field, words = line.split(" ", 3)
            zh, en = words.split(" | ")
            rows[code] = Advice(code, zh, en, step, "" if field == "-" else field)  # type: ignore[arg-type]
    return rows


_IMPORT = _table(import_errors.TABLE)
_CUSTOMS = _table(customs_answers.TABLE)
_UNKNOWN = Advice("", "未知代码", "A code nobody has told us of", "ask_broker", known=False)
