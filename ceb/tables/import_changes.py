"""Cancelling a list (CEB623, CEB624) and returning goods (CEB625, CEB626)."""

from ceb.fields import Field, Group, Message, code, text, whole

from .shared import (
    AGENT_CODE,
    AGENT_NAME,
    APP_STATUS,
    APP_TIME,
    APP_TYPE,
    BUYER,
    CUSTOMS_CODE,
    GCODE,
    GUID,
    NOTE,
    ORDER_AND_PARTIES,
    QTY,
    RETURN_COP_NO,
    RETURN_INVT_NO,
    RETURN_PARTIES,
    RETURN_PRE_NO,
    UNIT,
    import_document,
    receipt,
    return_record,
)

KEY = ("copNo", "invtNo")


def _application(app_type: Field, invt_no: Field, reason: Field) -> tuple[Field, ...]:
    """Both applications name the list by its number and repeat its parties."""
    return (
        GUID,
        app_type,
        APP_TIME,
        APP_STATUS,
        CUSTOMS_CODE,
        *ORDER_AND_PARTIES,
        invt_no,
        *BUYER,
        AGENT_CODE,
        AGENT_NAME,
        reason,
        NOTE,
    )


def _receipt(kind: str, name: str, zh: str, en: str, *, answers: str) -> Message:
    record = return_record(
        name,
        zh,
        en,
        RETURN_PARTIES["customsCode"],
        RETURN_PARTIES["agentCode"],
        RETURN_PARTIES["ebpCode"],
        RETURN_PARTIES["ebcCode"],
        RETURN_COP_NO,
        RETURN_PRE_NO,
        RETURN_INVT_NO,
    )
    return receipt(kind, zh, en, record=record, key=KEY, answers=answers)


CANCEL = import_document(
    "623",
    "撤销申请单",
    "cancellation",
    sender="agent",
    record=Group(
        "InvtCancel",
        "撤销申请单",
        "cancellation",
        _application(
            code(
                "appType", "报送类型", 1, "kind of submission: 1 new, nothing else", allowed=("1",)
            ),
            text("invtNo", "原清单编号", 18, "inventory to cancel"),
            text("reason", "撤单原因", 1000, "why it is cancelled"),
        ),
        most=100,
    ),
    key=KEY,
    answered_by="624",
    sign="required",
)
CANCEL_RECEIPT = _receipt(
    "624", "InvtCancelReturn", "撤销申请单回执", "cancellation receipt", answers="623"
)

RETURN_HEAD = Group(
    "InvtRefundHead",
    "退货申请单表头",
    "return head",
    _application(
        APP_TYPE,
        text("invtNo", "原清单编号", 18, "inventory of the goods returned"),
        text("reason", "退货原因", 1000, "why the goods come back"),
    ),
)
RETURN_LINE = Group(
    "InvtRefundList",
    "退货申请单表体",
    "return line",
    (
        whole("gnum", "商品序号", "line of the original list"),
        GCODE,
        text("gname", "商品名称", 250, "goods name"),
        QTY,
        UNIT,
        NOTE,
    ),
    most=99,
)
RETURN = import_document(
    "625",
    "退货申请单",
    "return",
    sender="agent",
    record=Group("InvtRefund", "退货申请单", "return", (RETURN_HEAD, RETURN_LINE), most=100),
    key=KEY,
    answered_by="626",
    sign="required",
)
RETURN_RECEIPT = _receipt(
    "626", "InvtRefundReturn", "退货申请单回执", "return receipt", answers="625"
)
