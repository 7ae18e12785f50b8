"""Tax bills (CEB816) and their states (CEB818), which customs sends unasked."""

from ceb.fields import Group, amount, code, optional, text, whole

from .shared import GCODE, GUID, NOTE, RETURN_PARTIES, RETURN_TIME, receipt

INVT_NO = text("invtNo", "清单编号", 18, "customs' list number")
TAX_NO = text("taxNo", "电子税单编号", 50, "tax bill number")
TAX_STATE = code("status", "税单状态", 1, "1 made, 2 summarised, 3 void")
DUTY_NO = optional("entDutyNo", "缴款书编号", 50, "payment note number")
ASSURE_CODE = optional("assureCode", "担保企业编号", 64, "who guarantees the tax")
CUSTOMS_TAX = amount("customsTax", "应征关税", "customs duty")
VALUE_ADDED_TAX = amount("valueAddedTax", "应征增值税", "value-added tax")
CONSUMPTION_TAX = amount("consumptionTax", "应征消费税", "consumption tax")

TAX_HEAD = Group(
    "TaxHeadRd",
    "电子税单表头",
    "tax bill head",
    (
        GUID,
        RETURN_TIME,
        INVT_NO,
        TAX_NO,
        CUSTOMS_TAX,
        VALUE_ADDED_TAX,
        CONSUMPTION_TAX,
        TAX_STATE,
        DUTY_NO,
        NOTE,
        ASSURE_CODE,
        optional("ebcCode", "电商企业代码", 64, "e-commerce merchant code"),
        optional("logisticsCode", "物流企业代码", 64, "logistics company code"),
        RETURN_PARTIES["agentCode"],
        RETURN_PARTIES["customsCode"],
    ),
)
TAX_LINE = Group(
    "TaxListRd",
    "电子税单表体",
    "tax bill line",
    (
        whole("gnum", "商品项号", "line number"),
        GCODE,
        amount("taxPrice", "完税总价格", "dutiable value"),
        CUSTOMS_TAX,
        VALUE_ADDED_TAX,
        CONSUMPTION_TAX,
    ),
    most=99,
)
TAX_BILL = receipt(
    "816",
    "电子税单",
    "tax bill",
    record=Group("Tax", "电子税单", "tax bill", (TAX_HEAD, TAX_LINE), most=None),
    key=("taxNo", "invtNo"),
)

TAX_STATE_HEAD = Group(
    "TaxHeadStatus",
    "电子税单状态表头",
    "tax bill state head",
    (
        GUID,
        RETURN_TIME,
        INVT_NO,
        TAX_NO,
        TAX_STATE,
        DUTY_NO,
        ASSURE_CODE,
    ),
)
TAX_BILL_STATE = receipt(
    "818",
    "电子税单状态",
    "tax bill state",
    record=Group("Tax", "电子税单状态", "tax bill state", (TAX_STATE_HEAD,), most=None),
    key=("taxNo", "invtNo"),
)
