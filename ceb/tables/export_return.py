"""Exported goods that come back (CEB213, CEB214) and their tally at the site (CEB215, CEB216).

New in 202205; the declarant's own number is called coElNo here.
"""

from ceb.fields import Group, amount, code, optional, text, whole

from .export_list import CHINA
from .export_shared import (
    AGENT_CODE,
    AGENT_NAME,
    EBC_CODE,
    EBC_NAME,
    EBP_CODE,
    EBP_NAME,
    LOCT_NO,
    LOGISTICS_CODE,
    LOGISTICS_NAME,
    NEW_IN_202205,
    OPERATOR_CODE,
    OPERATOR_NAME,
    RETURN_AGENT_CODE,
    RETURN_LOGISTICS_CODE,
    RETURN_OPERATOR_CODE,
    SUBMISSION,
    answered,
    export_document,
    export_receipt,
    named,
)
from .shared import CUSTOMS_CODE, PRE_NO, QTY, UNIT

RETURN_MODES = ("9661", "1261", "9610", "1210", "1239")
OWN_NO = named("coElNo", "企业内部编号", 30, "the declarant's own number")
WAYBILL_BACK = named("logisticsNo", "物流运单编号", 80, "the waybill out or the one back")
BILL_BACK = named("billNo", "提运单号", 37, "bill of lading; the waybill if there is none")
TRAF_NAME = named("trafName", "运输工具名称", 100, "vehicle, vessel or aircraft")
VOYAGE_BACK = named("voyageNo", "航班航次号", 32, "voyage or flight number")
STATUS = text("returnStatus", "回执状态", 10, "result; negative: refused by e-port", least=0)
RETURN_OWN_NO = answered("coElNo", "企业内部编号", 30, "the declarant's own number")

EXPORT_RETURN_HEAD = Group(
    "InvtRefundHead",
    "退货申请单表头",
    "export return head",
    (
        *SUBMISSION,
        CUSTOMS_CODE,
        LOCT_NO,
        EBP_CODE,
        EBP_NAME,
        EBC_CODE,
        EBC_NAME,
        WAYBILL_BACK,
        LOGISTICS_CODE,
        LOGISTICS_NAME,
        OWN_NO,
        PRE_NO,
        named("invtNo", "原清单编号", 20, "export list of the goods"),
        code(
            "tradeMode",
            "贸易方式",
            4,
            "trade mode: 9661, 1261 back",
            required=False,
            allowed=RETURN_MODES,
        ),
        AGENT_CODE,
        AGENT_NAME,
        BILL_BACK,
        named("ieFlag", "进出口标记", 1, "direction, I: they come in again", allowed=("I",)),
        named("trafMode", "运输方式", 1, "transport mode", table="transport"),
        TRAF_NAME,
        named("portCode", "口岸海关代码", 4, "customs district of the border"),
        named("reason", "退货原因", 500, "why the goods come back"),
        named(
            "country",
            "国家(地区)",
            3,
            "country they come from, not China",
            table="country",
            barred=CHINA,
        ),
        VOYAGE_BACK,
        optional("note", "备注", 500, "note"),
    ),
)
EXPORT_RETURN_LINE = Group(
    "InvtRefundList",
    "退货申请单表体",
    "export return line",
    (
        whole("gnum", "商品序号", "line of the original list", digits=4),
        named("gcode", "商品编码", 10, "commodity code, as in the original list"),
        named("gname", "商品名称", 250, "goods name, as in the original list"),
        named("gmodel", "商品规格型号", 250, "model, as in the original list"),
        QTY,
        amount("qty1", "法定数量", "quantity in first legal unit"),
        UNIT,
        code("unit1", "法定计量单位", 3, "first legal unit", table="unit"),
        amount("qty2", "第二数量", "quantity in second legal unit", required=False),
        code("unit2", "第二计量单位", 3, "second legal unit", required=False, table="unit"),
        optional("note", "备注", 500, "note"),
    ),
    most=100,
    pairs=(("qty2", "unit2"),),
)
EXPORT_RETURN = export_document(
    "213",
    "出口退货申请单",
    "export return",
    sender="agent",
    record=Group(
        "InvtRefund",
        "退货申请单",
        "export return",
        (EXPORT_RETURN_HEAD, EXPORT_RETURN_LINE),
        most=100,
    ),
    key=("coElNo", "invtNo"),
    answered_by="214",
    versions=NEW_IN_202205,
)
EXPORT_RETURN_RECEIPT = export_receipt(
    "214",
    "出口退货申请单回执",
    "export return receipt",
    name="RefundReturn",
    fields=(
        optional("ebpCode", "电商平台代码", 18, "platform code"),
        optional("ebcCode", "电商企业代码", 18, "merchant code"),
        RETURN_AGENT_CODE,
        RETURN_OWN_NO,
        PRE_NO,
        answered("invtNo", "原清单编号", 20, "export list of the goods"),
    ),
    key=("coElNo", "invtNo"),
    answers="213",
    status=STATUS,
    versions=NEW_IN_202205,
)

TALLY = export_document(
    "215",
    "理货明细单",
    "tally of returned goods",
    sender="operator",
    record=Group(
        "InvtRefundDetail",
        "理货明细单",
        "tally of returned goods",
        (
            *SUBMISSION,
            CUSTOMS_CODE,
            OPERATOR_CODE,
            OPERATOR_NAME,
            LOGISTICS_CODE,
            LOGISTICS_NAME,
            WAYBILL_BACK,
            optional("invtNo", "原清单编号", 20, "export list of the goods"),
            named("coElNo", "企业内部编号", 20, "the operator's own number"),
            PRE_NO,
            BILL_BACK,
            code("ieFlag", "进出口标记", 1, "direction, I: they come in again", allowed=("I",)),
            code("trafMode", "运输方式", 1, "transport mode", table="transport"),
            TRAF_NAME,
            VOYAGE_BACK,
            optional("location", "仓储位置", 250, "where the goods are stored"),
            optional("note", "备注", 250, "note"),
        ),
        most=100,
    ),
    key=("coElNo", "logisticsNo"),
    answered_by="216",
    versions=NEW_IN_202205,
)
TALLY_RECEIPT = export_receipt(
    "216",
    "理货明细单回执",
    "tally receipt",
    name="InvtRefundDetailReturn",
    fields=(
        RETURN_OPERATOR_CODE,
        RETURN_LOGISTICS_CODE,
        answered("logisticsNo", "物流运单编号", 80, "waybill"),
        RETURN_OWN_NO,
        PRE_NO,
    ),
    key=("coElNo", "logisticsNo"),
    answers="215",
    status=STATUS,
    versions=NEW_IN_202205,
)
