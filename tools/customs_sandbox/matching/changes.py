"""A list taken back (CEB623, CEB605) and goods that come back (CEB625, CEB213)."""

import time
from decimal import Decimal

from ceb.checks.comparison import amount_of
from tools.customs_sandbox.documents import LIVE, CustomsDocument
from tools.customs_sandbox.scenario import Scenario

from .result import IN_ORDER, MatchResult, coded, differing

LIST_OF = {"623": "621", "605": "603", "625": "621", "213": "603"}
ABOUT = "about = ? AND about <> '' AND kind = ? AND business_key <> ?"  # a list; another's
CANCELLABLE = ("received", "stored", "waiting", "review")
RELEASED = ("released", "closed")
RETURN_WITHIN = 30 * 24 * 3600  # of release (R-RET-2)
SAME_BUYER = [
    ("订单编号", "orderNo", "orderNo"),
    ("订购人证件号码", "buyerIdNumber", "buyerIdNumber"),
    ("订购人姓名", "buyerName", "buyerName"),
]
SAME_GOODS = [("商品编码", "gcode", "gcode"), ("商品名称", "gname", "gname"),
              ("计量单位", "unit", "unit")]  # fmt: skip


def list_about(change: CustomsDocument) -> CustomsDocument | None:
    return CustomsDocument.numbered(
        change.connection, LIST_OF[change.kind], change.head.get("invtNo", "")
    )


def match_cancellation(change: CustomsDocument, scenario: Scenario) -> MatchResult:
    document = list_about(change)
    if document is None or document.state not in CANCELLABLE:
        state = (
            "不存在" if document is None else "已放行" if document.state in RELEASED else "状态不符"
        )
        return MatchResult(wrong=coded(f"清单[{change.head.get('invtNo')}]{state}，不能撤销"))
    return IN_ORDER


def match_return(change: CustomsDocument, scenario: Scenario) -> MatchResult:
    return MatchResult(wrong=coded(*_return_errors(change)))


def _return_errors(change: CustomsDocument) -> list[str]:
    document = list_about(change)
    if document is None or document.state not in RELEASED:
        return [f"原清单[{change.head.get('invtNo')}]未放行，不能退货"]
    if change.kind == "625" and time.time() > document.released_at + RETURN_WITHIN:
        return ["超过放行之日起30日的退货申请期限"]
    errors = differing(change.head, document.head, SAME_BUYER if change.kind == "625" else [])
    original = {line["gnum"].strip(): line for line in document.lines}
    # Returns of one list add up: the same bottle can't come back twice.
    before = returned_before(change)
    for line in change.lines:
        gnum = line["gnum"].strip()
        if gnum not in original:
            errors.append(f"原清单没有序号[{gnum}]的商品")
            continue
        errors += differing(line, original[gnum], SAME_GOODS, f"序号[{gnum}]")
        left = amount_of(original[gnum], "qty") - before.get(gnum, Decimal(0))
        if not 0 < amount_of(line, "qty") <= left:
            errors.append(f"序号[{gnum}]退货数量[{line.get('qty')}]超过可退数量[{left}]")
    return errors


def returned_before(change: CustomsDocument) -> dict[str, Decimal]:
    """Quantities of other returns of the same list, by line."""
    others = CustomsDocument.select(
        change.connection, f"{LIVE} AND {ABOUT}", change.head["invtNo"], change.kind, change.key
    )
    taken: dict[str, Decimal] = {}
    for other in others:
        for line in other.lines:
            gnum = line["gnum"].strip()
            taken[gnum] = taken.get(gnum, Decimal(0)) + amount_of(line, "qty")
    return taken
