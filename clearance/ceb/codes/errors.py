"""Negative answers: refused by e-port before customs saw the document.

Named are those with a meaning of their own for the sender; the rest is told by its range.
Papers of 202205, table 7-2, and public practice for codes outside it (spec §5.3).
"""

from .status import Next, StatusWord

_DUPLICATE: tuple[Next, str] = ("ignore", "held already under this number")
_STALE: tuple[Next, str] = ("ignore", "older than the one held, not taken")
_NOT_HELD: tuple[Next, str] = ("correct", "nothing held to change: send it as new")
_TOO_MANY: tuple[Next, str] = ("correct", "too many records in one message")
_SYSTEM: tuple[Next, str] = ("resend", "system error")
_FORM: tuple[Next, str] = ("correct", "a value failed the check")
_SIGNATURE: tuple[Next, str] = ("broker", "signature not accepted")
_RIGHT: tuple[Next, str] = ("broker", "no right to act for this enterprise")

_NAMED: dict[str, tuple[str, str, tuple[Next, str]]] = {
    "-301008": ("order", "订单参数校验不通过", _FORM),
    "-301009": ("order", "未找到要变更的订单", _NOT_HELD),
    "-301010": ("order", "已存在相同编号的订单", _DUPLICATE),
    "-301011": ("order", "订单已申报清单，不能再改", ("broker", "declared in a list, frozen")),
    "-301013": ("order", "订单处理时系统异常", _SYSTEM),
    "-301014": ("order", "收到的是旧订单报文", _STALE),
    "-301015": ("order", "订单条数超过限制", _TOO_MANY),
    "-301020": ("order", "订单验签失败", _SIGNATURE),
    "-401006": ("payment", "未找到要变更的支付单", _NOT_HELD),
    "-401007": ("payment", "已存在相同编号的支付单", _DUPLICATE),
    "-401009": ("payment", "支付单参数校验不通过", _FORM),
    "-401011": ("payment", "支付单处理时系统异常", _SYSTEM),
    "-401012": ("payment", "收到的是旧支付单报文", _STALE),
    "-401013": ("payment", "支付单条数超过限制", _TOO_MANY),
    "-504011": ("waybill", "运单参数校验不通过", _FORM),
    "-504012": ("waybill", "物流运单已存在", _DUPLICATE),
    "-504013": ("waybill", "运单条数超过限制", _TOO_MANY),
    "-504014": ("waybill", "未找到要变更的运单", _NOT_HELD),
    "-504015": ("waybill", "已存在相同编号的运单", _DUPLICATE),
    "-505012": ("waybill state", "运单状态已存在", _DUPLICATE),
    "-505016": ("waybill", "收到的是旧物流报文", _STALE),
    "-621001": ("list", "清单校验失败", _FORM),
    "-621004": ("list", "清单已经申报过", _DUPLICATE),
    "-621005": ("list", "超过单笔限额", ("correct", "over the single-order limit")),
    "-621011": ("list", "没有可改的已申报清单", _NOT_HELD),
    "-621012": ("list", "清单状态不能改单", ("broker", "its state allows no change")),
    "-621015": ("list", "与卡信息不匹配，无权操作", _RIGHT),
    "-621016": ("list", "没有权限进行操作", _RIGHT),
    "-621017": ("list", "清单处理时系统异常", _SYSTEM),
    "-621018": ("list", "将超过个人年度限额", ("broker", "over the buyer's yearly limit")),
    "-621027": ("list", "表体序号重复或状态不符", _FORM),
    "-621028": ("list", "加签数据比对失败", _SIGNATURE),
    "-621029": ("list", "验签失败", _SIGNATURE),
    "-621030": ("list", "清单条数超过限制", _TOO_MANY),
    "-621049": ("list", "验签失败", _SIGNATURE),
    "-621999": ("list", "清单处理异常", _SYSTEM),
    "-623005": ("cancellation", "清单状态不能撤单", ("broker", "the list's state forbids it")),
    "-623009": ("cancellation", "撤单已经申报过", _DUPLICATE),
    "-623029": ("cancellation", "撤单验签失败", _SIGNATURE),
    "-623999": ("cancellation", "撤销单已存在", _DUPLICATE),
    "-625022": ("return", "退货单已申报或状态不符", _DUPLICATE),
    "-625208": ("return", "退货单验签失败", _SIGNATURE),
    "-800003": ("arrival list", "入库明细单已存在", _DUPLICATE),
    "-800005": ("arrival list", "收到的是旧入库明细单", _STALE),
}
_RANGES = (
    (10100, 10200, "enterprise", "企业资质"),
    (301000, 302000, "order", "订单"),
    (401000, 402000, "payment", "支付单"),
    (504000, 505000, "waybill", "运单"),
    (505000, 506000, "waybill state", "运单状态"),
    (621000, 622000, "list", "清单"),
    (623000, 624000, "cancellation", "撤销申请单"),
    (625000, 626000, "return", "退货申请单"),
    (800000, 801000, "arrival list", "入库明细单"),
)


def error_word(code: str) -> StatusWord:
    """code: negative, "-301010"."""
    if code in _NAMED:
        what, zh, (step, en) = _NAMED[code]
        return StatusWord(code, zh, f"{what.capitalize()}: {en}", "rejected", step)
    number = -int(code)
    for low, high, en, zh in _RANGES:
        if low <= number < high:
            return StatusWord(
                code,
                f"{zh}被电子口岸退回",
                f"{en.capitalize()} refused by e-port",
                "rejected",
                "correct",
            )
    return StatusWord(code, "电子口岸退回", "Refused by e-port", "rejected", "look")
