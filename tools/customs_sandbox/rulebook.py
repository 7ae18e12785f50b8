"""Where customs takes lists, and which goods may be imported so: a small table of the sandbox's
own (rules.json), or a file in its place. Not the law: see docs/rules and the positive list."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from ceb.checks.comparison import amount_of

from .documents import LIVE, CustomsDocument

OWN = Path(__file__).with_name("rules.json")
KILOGRAM = "035"


class InvalidRulesError(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class Rulebook:
    """districts: to the modes taken there; goods: beginnings of the codes that are on the list;
    barred: those that are not after all; yearly_kg: kilograms a person may have in a year."""

    districts: dict[str, list[str]]
    goods: tuple[str, ...]
    barred: tuple[str, ...]
    yearly_kg: dict[str, int]

    def place_error(self, head: dict[str, str]) -> str:
        """Text for a district that is not ours, or that doesn't take this mode; "" if it does."""
        district, mode = head.get("customsCode", ""), head.get("tradeMode", "")
        if district not in self.districts:
            return f"申报海关代码（customsCode）[{district}]不在本关区"
        if mode and mode not in (*self.districts[district], "9661", "1261"):
            return f"申报海关[{district}]不受理贸易方式（tradeMode）[{mode}]"
        return ""

    def goods_errors(self, document: CustomsDocument) -> list[str]:
        """An import list's lines against the positive list and its yearly caps."""
        codes = [line["gcode"] for line in document.lines]
        errors = [
            f"商品编码（gcode）[{code}]不在跨境电商零售进口商品清单内"
            for code in codes
            if not code.startswith(self.goods) or code.startswith(self.barred)
        ]
        for begin, limit in self.yearly_kg.items():
            if not _kilograms(document, begin):
                continue
            used = sum((_kilograms(other, begin) for other in _of_the_year(document)), Decimal(0))
            if used > limit:
                errors.append(f"商品编码[{begin}]本年度购买数量[{used}]千克超过限量[{limit}]千克")
        return errors


@cache
def rulebook(path: Path | None) -> Rulebook:
    """Raises InvalidRulesError."""
    try:
        read = json.loads((path or OWN).read_text(encoding="utf-8"))
        return Rulebook(
            dict(read["districts"]),
            tuple(read["goods"]),
            tuple(read.get("barred", ())) or ("-",),
            dict(read.get("yearly_kg", {})),
        )
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise InvalidRulesError(f"{path}: {type(exc).__name__} {exc}") from exc


def _of_the_year(document: CustomsDocument) -> list[CustomsDocument]:
    """The buyer's live lists, this one among them."""
    return CustomsDocument.select(
        document.connection,
        f"{LIVE} AND kind = '621' AND buyer = ? AND year = ?",
        document.head["buyerIdNumber"],
        document.head["declTime"][:4],
    )


def _kilograms(document: CustomsDocument, begin: str) -> Decimal:
    amounts = (
        amount_of(line, "qty1")
        for line in document.lines
        if line["gcode"].startswith(begin) and line["unit1"] == KILOGRAM
    )
    return sum(amounts, Decimal(0))
