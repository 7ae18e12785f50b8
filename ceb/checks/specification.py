"""What the specification requires beyond the schema: allowed values, code tables, modes, times.

The tables say it; here it is applied to a record (names to texts, nested as in the document).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ceb.codes import TABLES, TRADE_MODES
from ceb.errors import FieldError
from ceb.fields import Field, Group
from ceb.identifiers import from_beijing_stamp
from ceb.lexical import value_problem
from ceb.reader import Document, read
from ceb.tables import MESSAGES

MODES = tuple(TRADE_MODES)


def check_specification(document: "bytes | Document", version: str = "202205") -> list[FieldError]:
    """Errors of a document that is valid by the schema (see schema.check)."""
    parsed = read(document) if isinstance(document, bytes) else document
    message = MESSAGES[parsed.kind]
    errors: list[FieldError] = []
    for number, record in enumerate(parsed.records, start=1):
        path = f"/{message.root.name}/{message.record.name}[{number}]"
        errors += record_errors(record, message.record, path, version)
    if message.signature in ("expected", "required") and not parsed.signed:
        errors.append(FieldError(f"/{message.root.name}/Signature", "Signature", "missing"))
    return errors


def record_errors(
    record: Mapping[str, Any], group: Group, path: str, version: str = "202205"
) -> list[FieldError]:
    return list(_group_errors(record, group, path, _Case(trade_mode(record), version)))


class _Case(NamedTuple):
    """What the rules depend on."""

    mode: str
    version: str


def trade_mode(record: Mapping[str, Any]) -> str:
    """The head's trade mode; "" where the kind has none or it is unknown."""
    for value in (record, *record.values()):
        if isinstance(value, Mapping) and value.get("tradeMode") in MODES:
            return str(value["tradeMode"])
    return ""


def _group_errors(
    record: Mapping[str, Any], group: Group, path: str, case: _Case
) -> Iterator[FieldError]:
    for member in group.members_of(case.version):
        if isinstance(member, Field):
            yield from _field_errors(record.get(member.name) or "", member, path, case.mode)
        elif isinstance(member, Group):
            yield from _member_errors(record.get(member.name), member, path, case)
    for one, other in group.pairs:
        if bool(record.get(one)) != bool(record.get(other)):
            empty, filled = (one, other) if not record.get(one) else (other, one)
            yield FieldError(f"{path}/{empty}", empty, "pair", filled, _zh(group, empty))


def _member_errors(value: Any, group: Group, path: str, case: _Case) -> Iterator[FieldError]:
    if isinstance(value, Mapping):
        yield from _group_errors(value, group, f"{path}/{group.name}", case)
    for number, item in enumerate(value if isinstance(value, list) else (), start=1):
        yield from _group_errors(item, group, f"{path}/{group.name}[{number}]", case)


def _zh(group: Group, name: str) -> str:
    return next(field.zh for field in group.fields() if field.name == name)


def _field_errors(value: str, field: Field, path: str, mode: str) -> Iterator[FieldError]:
    problem = _presence_problem(value, field, mode) or (
        value and _value_problem(value, field, mode)
    )
    if problem:
        yield FieldError(f"{path}/{field.name}", field.name, problem[0], problem[1], field.zh)


def _presence_problem(value: str, field: Field, mode: str) -> tuple[str, str] | None:
    if value:
        return ("barred_in_mode", mode) if mode in field.barred_in else None
    if mode in field.needed_in:
        return "needed_in_mode", mode
    return ("missing", "") if field.expected else None


def _value_problem(value: str, field: Field, mode: str) -> tuple[str, str] | None:
    if value_problem(value, field):
        return None  # the schema check reports it
    if field.form == "text" and not value.strip():
        return "blank", ""
    if field.form == "decimal" and Decimal(value.strip()) < 0:
        return "negative", ""
    if field.time and from_beijing_stamp(value) is None:
        return "not_time", "YYYYMMDDhhmmssSSS"[: field.max_length]
    if field.allowed and value.strip() not in field.allowed:
        return "not_allowed", ", ".join(field.allowed)
    if value.strip() in field.barred:
        return "barred", value.strip()
    if field.code_table and value not in TABLES[field.code_table]:
        return "not_in_table", field.code_table
    ordered = dict(field.fixed_in).get(mode)
    return ("not_allowed", ordered) if ordered and value != ordered else None
