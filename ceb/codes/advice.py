"""What to do about an answer: its codes and its text as advice, in two languages.

Only a code or a phrase that is known leads to anything; the rest is shown and left to a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ceb.data_files import read_rows
from ceb.fields import Trade

from .statuses import STATUSES, Next, ReceiptStatus, is_negative, next_of

FOLDER = Path(__file__).parent
# Several may follow one another, in either case and with full-width punctuation.
CODED = re.compile(
    r"\[\s*code\s*[:：]\s*([^;；\]]*?)\s*[;；]\s*desc\s*[:：](.*?)\](?=\s*(?:\[|$|[;；]))",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_INFO = 5000  # what a 900 may say; more is no answer of customs
BARE_CODE = re.compile(r"-?\d{1,9}", re.ASCII)
ENTERPRISE_ERRORS = range(10100, 10201)


@dataclass(frozen=True, slots=True)
class Advice:
    """One code, what it means and what to do.

    field: the element to look at, "" if none is known; text: what it came with; known: False for a
    code or text that no table has.
    """

    code: str
    zh: str
    en: str
    next: Next
    field: str = ""
    text: str = ""
    known: bool = True


def _advice(name: str) -> Iterator[Advice]:
    for row in read_rows(FOLDER / name, ("code", "next", "field", "zh", "en")):
        yield Advice(row["code"], row["zh"], row["en"], next_of(row), row["field"])


# E-port's rejections of import documents: specification of 202205 (table 7-2), and practice seen in
# public for -301020, -621049, -621999, -623999, -625201. Codes with two senses there name both.
_IMPORT = {advice.code: advice for advice in _advice("import_errors.csv")}
_IMPORT_RANGES = [
    (range(int(row["first"]), int(row["end"])), row["zh"], row["en"])  # numbers without minus
    for row in read_rows(FOLDER / "import_error_ranges.csv", ("first", "end", "zh", "en"))
]
# Of export documents: specification of 2018 (table 7-3); that of 202205 dropped the table. A
# thousand each, one after another, for signature, form, business and processing of a document.
_EXPORT_FIRST = [
    (int(row["first"]), row["zh"], row["en"])
    for row in read_rows(FOLDER / "export_errors.csv", ("first", "zh", "en"))
]
_EXPORT_CHECKS = [
    Advice("", row["zh"], row["en"], next_of(row), row["field"])
    for row in read_rows(FOLDER / "export_checks.csv", ("next", "field", "zh", "en"))
]
# Codes that customs itself puts into returnInfo, as seen in practice: there is no public list.
_CUSTOMS = {advice.code: advice for advice in _advice("customs_answers.csv")}
# Phrases of e-port and customs that name a field, the most specific first. Whose telephone a bare
# "电话" means depends on the document: the site's own to say.
FIELD_PHRASES = [
    (row["phrase"], row["field"])
    for row in read_rows(FOLDER / "field_phrases.csv", ("phrase", "field"))
]
_NEXT_PHRASES = [
    (row["phrase"], next_of(row))
    for row in read_rows(FOLDER / "next_phrases.csv", ("phrase", "next"))
]
_UNKNOWN = Advice("", "未知代码", "Unknown code", "ask_broker", known=False)


def coded_pairs(info: str) -> list[tuple[str, str]]:
    """The ([Code:…;Desc:…]) pairs in the text of an answer."""
    return [(code, text.strip()) for code, text in CODED.findall(info[:LONGEST_INFO])]


def explain(answer: str, *, trade: Trade = "import") -> list[Advice]:
    """Advice for a returnStatus or for a returnInfo with any number of codes or none.

    The same negative number means one thing on import, another on export.
    """
    answer = answer.strip()
    if not answer:
        return []
    if answer in STATUSES:
        status = STATUSES[answer]
        return [Advice(answer, status.zh, status.en, status.next)]
    if BARE_CODE.fullmatch(answer):
        return [_by_code(answer, "", trade)]
    pairs = coded_pairs(answer)
    return [_by_code(code, text, trade) for code, text in pairs] or [_by_text("", answer)]


def receipt_status(code: str, trade: Trade = "import") -> ReceiptStatus:
    """What any returnStatus means, known or not; an unknown one is for a person to judge."""
    code = code.strip()
    if code in STATUSES:
        return STATUSES[code]
    if is_negative(code):
        advice = _by_code(code, "", trade)
        return ReceiptStatus(code, advice.zh, advice.en, "rejected_by_port", advice.next)
    return ReceiptStatus(code, "未知状态", "Unknown status", "unknown", "ask_broker")


def _by_code(code: str, text: str, trade: Trade) -> Advice:
    if is_negative(code):
        known = _import_error(code) if trade == "import" else _export_error(code)
        known = known or Advice(code, "被电子口岸退回", "Rejected by e-port", "ask_broker")
    elif code in _CUSTOMS and _agrees(_CUSTOMS[code], text):
        known = _CUSTOMS[code]
    else:
        return _by_text(code, text)
    return replace(known, text=text, field=known.field or _field_in(text))


def _agrees(known: Advice, text: str) -> bool:
    """Of customs' own codes we know what somebody has seen: a text that names another field counts
    more."""
    named = _field_in(text)
    return named in ("", "telephone", known.field) or not known.field


def _by_text(code: str, text: str) -> Advice:
    step: Next = next((step for phrase, step in _NEXT_PHRASES if phrase in text), "ask_broker")
    advice = replace(_UNKNOWN, code=code, next=step, field=_field_in(text), text=text)
    return replace(advice, zh=text) if text else advice


def _field_in(text: str) -> str:
    return next((field for phrase, field in FIELD_PHRASES if phrase in text), "")


def _import_error(code: str) -> Advice | None:
    if code in _IMPORT:
        return _IMPORT[code]
    for numbers, zh, en in _IMPORT_RANGES:
        if -int(code) in numbers:
            return Advice(code, f"{zh}被电子口岸退回", f"{en}: rejected by e-port", "correct")
    return None


def _export_error(code: str) -> Advice | None:
    number = -int(code)
    if number in ENTERPRISE_ERRORS:
        return Advice(code, "企业类型或代码无效", "Unknown kind or code of enterprise", "correct")
    for first, zh, en in _EXPORT_FIRST:
        position = (number - first) // 1000
        if 0 <= position < len(_EXPORT_CHECKS):
            check = _EXPORT_CHECKS[position]
            return replace(check, code=code, zh=f"{zh}{check.zh}", en=f"{en}: {check.en}")
    return None
