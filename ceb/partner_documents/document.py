"""What the partners' documents have in common: from a request's JSON to the document's XML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from ceb.builder import build
from ceb.data_files import read_rows
from ceb.errors import FieldError, InvalidMessageError
from ceb.identifiers import new_guid
from ceb.records import head_of, lines_name, nested

from .enterprises import PartnerFirm
from .requests import (
    InvalidRequestError,
    PartnerRequest,
    element_names,
    shape_errors,
    without_empty,
)

DeclaredList = tuple[dict[str, Any], list[dict[str, str]]]  # head and lines; both empty: unknown


@dataclass(frozen=True, slots=True)
class KnownValues:
    """Elements a firm knows by itself: of the head, and of lines by their number or other key."""

    head: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, dict[str, Any]] = field(default_factory=dict)


NOTHING_KNOWN = KnownValues()
COLUMNS = (
    "kind", "identity", "key", "names", "line_names", "own_names",
    "usual", "taken_from_list", "fixed",
)  # fmt: skip
KINDS = {row["kind"]: row for row in read_rows(Path(__file__).with_name("kinds.csv"), COLUMNS)}


class PartnerDocument:
    """A kind of document that a partner makes, not the platform (R-DOC-1).

    A row of kinds.csv says whose it is (identity); what its request may hold: key, which tells
    requests apart, names (JSON key → element of the head), line_names (the same for `lines`),
    own_names (keys that no element takes); and the elements of the head: usual, where nobody says
    otherwise; taken_from_list, from the list that it is about; fixed.
    prefix: of the firm's own elements; numbers_lines: gnum is counted where the request leaves it
    out.
    """

    kind: ClassVar[str] = ""
    prefix: ClassVar[str] = ""
    numbers_lines: ClassVar[bool] = False
    identity: ClassVar[str]
    key: ClassVar[str]
    names: ClassVar[Mapping[str, str]]
    line_names: ClassVar[Mapping[str, str]]
    own_names: ClassVar[frozenset[str]]
    usual: ClassVar[Mapping[str, str]]
    taken_from_list: ClassVar[Sequence[str]]
    fixed: ClassVar[Mapping[str, str]]

    def __init_subclass__(cls) -> None:
        if row := KINDS.get(cls.kind):
            cls.identity, cls.key = row["identity"], row["key"]
            cls.prefix = cls.prefix or cls.identity
            cls.names = element_names(row["names"])
            cls.line_names = element_names(row["line_names"])
            cls.own_names = frozenset(row["own_names"].split())
            cls.usual, cls.fixed = element_names(row["usual"]), element_names(row["fixed"])
            cls.taken_from_list = row["taken_from_list"].split()

    def __init__(self, firm: PartnerFirm) -> None:
        self.firm = firm

    def checked(self, request: Any) -> tuple[PartnerRequest, bool]:
        """The request without empty values, and whether it is a change.

        Raises InvalidRequestError."""
        if not isinstance(request, dict):
            raise InvalidRequestError([FieldError("", "body", "type")])
        values = without_empty(request)
        change = values.pop("change", False)
        known = {*self.names, *self.own_names, *(("lines",) if self.line_names else ())}
        errors = shape_errors(values, known)
        if not isinstance(change, bool):
            errors.append(FieldError("change", "change", "type"))
        if self.line_names:
            errors += self._check_lines(values)
        # Without its key a request could not be repeated safely.
        if self.key not in values:
            errors.append(FieldError(self.key, self.key, "missing"))
        if errors:
            raise InvalidRequestError(errors)
        return values, change

    def _check_lines(self, values: PartnerRequest) -> list[FieldError]:
        lines = values.get("lines")
        if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
            return [FieldError("lines", "lines", "missing" if lines is None else "type")]
        values["lines"] = [without_empty(line) for line in lines]
        return [
            error
            for number, line in enumerate(values["lines"], start=1)
            for error in shape_errors(line, self.line_names, f"lines[{number}].")
        ]

    def answer(self, request: PartnerRequest) -> dict[str, Any]:
        """What the firm answers the platform: made from the request alone, the same for ever."""
        return {
            self.key: request[self.key],
            f"{self.prefix}_code": self.firm.code,
            f"{self.prefix}_name": self.firm.name,
            "order_no": request.get("order_no", ""),
        }

    def business_key(self, answer: Mapping[str, Any]) -> str:
        """By which customs will know the document that goes with that answer."""
        return str(answer[self.key])

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        """What the firm takes from lists that were declared before; its lines by their number."""
        head, lines = lists[0]
        taken = filled(head, *self.taken_from_list)
        return KnownValues(taken, {line.get("gnum", ""): line for line in lines})

    def build(
        self,
        request: PartnerRequest,
        answer: Mapping[str, Any],
        *,
        app_time: str,
        change: bool,
        known: KnownValues = NOTHING_KNOWN,
    ) -> bytes:
        """The document of a checked request, unsigned. Raises InvalidRequestError."""
        head = {
            **self.usual,
            **known.head,
            **{self.names[key]: value for key, value in request.items() if key in self.names},
            **self.firm_elements(self.prefix),
            **self.fixed,
            **self.made(request, answer),
        }
        record = nested(self.kind, head, self.lines(request, known))
        head_of(record, self.kind).update(
            guid=new_guid(), appType="2" if change else "1", appTime=app_time, appStatus="2"
        )
        firm = self.firm
        transfer = {"copCode": firm.code, "copName": firm.name, "dxpMode": "DXP",
                    "dxpId": firm.dxp_id}  # fmt: skip
        # The platform listens to the receipts of its partners' documents.
        subscriber = {"status": "RET", "dxpMode": "DXP", "dxpAddress": request.get("ebp_code", "")}
        try:
            return build(self.kind, [record], guid=new_guid(), base_transfer=transfer,
                         subscribers=[subscriber])  # fmt: skip
        except InvalidMessageError as exc:
            raise InvalidRequestError([self._in_json(one) for one in exc.errors]) from exc

    def _in_json(self, error: FieldError) -> FieldError:
        """The builder's error, by the request's keys instead of the document's elements."""
        parts = error.path.split("/")
        group = lines_name(self.kind)
        in_line = bool(group) and len(parts) > 1 and parts[-2].startswith(f"{group}[")
        table = self.line_names if in_line else self.names
        key = next((key for key, name in table.items() if name == error.field), error.field)
        path = f"lines{parts[-2].removeprefix(group)}.{key}" if in_line else key
        return FieldError(path, key, error.code, error.limit, error.zh)

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Elements of the head that have to be worked out."""
        return {}

    def lines(self, request: PartnerRequest, known: KnownValues) -> list[dict[str, Any]]:
        lines = [self.line_elements(line) for line in request.get("lines", ())]
        if self.numbers_lines:
            return [{"gnum": number, **line} for number, line in enumerate(lines, start=1)]
        return lines

    def line_elements(self, line: PartnerRequest) -> dict[str, Any]:
        return {self.line_names[key]: value for key, value in line.items()}

    def firm_elements(self, prefix: str) -> dict[str, Any]:
        """The firm's number and name under agentCode and agentName, payCode and payName …"""
        return {f"{prefix}Code": self.firm.code, f"{prefix}Name": self.firm.name}


def filled(head: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those elements that have a value."""
    return {name: head[name] for name in names if head.get(name)}


def bill_of_lading(known: KnownValues) -> KnownValues:
    """Where none is known, the waybill stands for it (so the specification)."""
    return KnownValues({"billNo": known.head.get("logisticsNo"), **known.head}, known.lines)
