"""Fields that several messages have in common, and the frame around every message."""

from ceb.fields import (
    VERSIONS,
    Field,
    Foreign,
    Group,
    Message,
    SignatureUse,
    Trade,
    amount,
    code,
    moment,
    optional,
    text,
)

BONDED = ("1210", "1239")
DSIG_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#"

GUID = code("guid", "系统唯一序号", 36, "GUID of this record, upper case, new for each submission")
APP_TYPE = code(
    "appType",
    "报送类型",
    1,
    "kind of submission: 1 new, 2 change, 3 delete",
    allowed=("1", "2", "3"),
)
APP_TIME = moment("appTime", "报送时间", 14, "submission time")
APP_STATUS = text(
    "appStatus", "业务状态", 3, "state of the submission: 1 draft, 2 declare", allowed=("1", "2")
)
SUBMISSION = (GUID, APP_TYPE, APP_TIME, APP_STATUS)
NOTE = optional("note", "备注", 1000, "note")

ORDER_NO = text("orderNo", "订单编号", 60, "order number, one and the same in all documents")
EBP_CODE = text("ebpCode", "电商平台代码", 18, "e-commerce platform: customs or credit code")
EBP_NAME = text("ebpName", "电商平台名称", 100, "e-commerce platform")
EBC_CODE = text("ebcCode", "电商企业代码", 18, "e-commerce merchant: customs or credit code")
EBC_NAME = text("ebcName", "电商企业名称", 100, "e-commerce merchant")
LOGISTICS_CODE = text("logisticsCode", "物流企业代码", 18, "logistics company code")
LOGISTICS_NAME = text("logisticsName", "物流企业名称", 100, "logistics company")
LOGISTICS_NO = text(
    "logisticsNo", "物流运单编号", 60, "waybill number, not used again within 6 months"
)
AGENT_CODE = text("agentCode", "申报企业代码", 18, "declaring enterprise code")
AGENT_NAME = text("agentName", "申报企业名称", 100, "declaring enterprise")
COP_NO = optional(
    "copNo", "企业内部编号", 20, "the declarant's own number; receipts are keyed by it", asked=True
)
PRE_NO = optional("preNo", "预录入编号", 18, "e-port's number; left out on first submission")
# What a list, its cancellation and a return say alike of order, parties and waybill.
ORDER_AND_PARTIES = (
    ORDER_NO,
    EBP_CODE,
    EBP_NAME,
    EBC_CODE,
    EBC_NAME,
    LOGISTICS_NO,
    LOGISTICS_CODE,
    LOGISTICS_NAME,
    COP_NO,
    PRE_NO,
)
CUSTOMS_CODE = code("customsCode", "申报海关代码", 4, "customs district declared to")

BUYER_ID_TYPE = code(
    "buyerIdType",
    "订购人证件类型",
    1,
    "buyer's identity paper: 1 resident card, no other",
    allowed=("1",),
)
BUYER_ID_NUMBER = text("buyerIdNumber", "订购人证件号码", 60, "buyer's identity number")
BUYER_NAME = text("buyerName", "订购人姓名", 60, "buyer's real name")
BUYER_TELEPHONE = text("buyerTelephone", "订购人电话", 30, "buyer's telephone")

BUYER = (BUYER_ID_TYPE, BUYER_ID_NUMBER, BUYER_NAME, BUYER_TELEPHONE)

RMB = code(
    "currency", "币制", 3, "currency, 142 on the whole import side", fixed="142", table="currency"
)
UNIT = code("unit", "计量单位", 3, "unit of the deal", table="unit")
TRAF_MODE = code("trafMode", "运输方式", 1, "transport mode", table="transport")
GCODE = code("gcode", "商品编码", 10, "10-digit commodity code")
QTY = amount("qty", "数量", "quantity in the unit of the deal")
PRICE = amount("price", "单价", "unit price, 0 for a gift")
TOTAL_PRICE = amount("totalPrice", "总价", "price × quantity")

RETURN_STATUS = text("returnStatus", "回执状态", 10, "result; negative: refused by e-port")
RETURN_TIME = moment("returnTime", "回执时间", 17, "time of the result")
RETURN_INFO = text("returnInfo", "回执信息", 1000, "result in words")

# What customs repeats in a receipt of a list, a cancellation or a return.
RETURN_PARTIES = {
    "customsCode": code("customsCode", "申报海关代码", 4, "customs district", required=False),
    "ebpCode": optional("ebpCode", "电商平台代码", 18, "platform code", least=1),
    "ebcCode": optional("ebcCode", "电商企业代码", 18, "merchant code", least=1),
    "agentCode": optional("agentCode", "申报企业代码", 18, "declaring enterprise code", least=1),
}
RETURN_COP_NO = text("copNo", "企业内部编号", 20, "the declarant's own number")
RETURN_PRE_NO = code("preNo", "预录入编号", 18, "e-port's number")
RETURN_INVT_NO = code("invtNo", "清单编号", 18, "customs' list number, once given", required=False)

BASE_TRANSFER = Group(
    "BaseTransfer",
    "基础报文传输实体",
    "who transmits",
    (
        text("copCode", "传输企业代码", 18, "transmitting enterprise code"),
        text("copName", "传输企业名称", 100, "transmitting enterprise", least=0),
        code("dxpMode", "报文传输模式", 3, "DXP"),
        text("dxpId", "报文传输编号", 30, "exchange platform user id", least=0),
        NOTE,
    ),
)
BASE_SUBSCRIBE = Group(
    "BaseSubscribe",
    "基础回执订阅实体",
    "who else gets the receipts",
    (
        text("status", "订阅业务状态", 100, "ALL, DATA or RET", least=0),
        code("dxpMode", "报文传输模式", 3, "DXP"),
        text("dxpAddress", "订阅方传输地址", 100, "subscriber's user id", least=0),
        NOTE,
    ),
    least=0,
    most=5,
)
EXTEND_MESSAGE = Group(
    "ExtendMessage",
    "扩展自定义数据实体",
    "the enterprise's own data",
    (
        text("name", "自定义报文名称", 30, "custom message", least=0),
        text("version", "自定义报文版本", 30, "custom message version", least=0),
        Foreign("Message", "自定义报文实体", "custom content", "any", least=1),
    ),
    least=0,
)


def signature(use: SignatureUse) -> Foreign:
    least = 1 if use == "required" else 0
    return Foreign("Signature", "数字签名", "signature", "signature", DSIG_NAMESPACE, least=least)


def import_document(
    kind: str,
    zh: str,
    en: str,
    *,
    sender: str,
    record: Group,
    key: tuple[str, ...],
    answered_by: str,
    sign: SignatureUse = "optional",
) -> Message:
    """A message to customs: records, then transfer, subscribers, extension, signature."""
    members = (record, BASE_TRANSFER, BASE_SUBSCRIBE, EXTEND_MESSAGE, signature(sign))
    root = Group(f"CEB{kind}Message", zh, en, members)
    return Message(kind, zh, en, sender, root, key, answered_by=answered_by, signature=sign)


def receipt(
    kind: str,
    zh: str,
    en: str,
    *,
    record: Group,
    key: tuple[str, ...],
    answers: str = "",
    trade: Trade = "import",
    versions: tuple[str, ...] = VERSIONS,
) -> Message:
    """A message from customs: records and nothing else."""
    root = Group(f"CEB{kind}Message", zh, en, (record,))
    return Message(
        kind, zh, en, "customs", root, key, answers=answers, trade=trade, versions=versions
    )


def return_record(name: str, zh: str, en: str, *key: Field) -> Group:
    """The flat record of a receipt: guid, key, then status, time and words."""
    members = (GUID, *key, RETURN_STATUS, RETURN_TIME, RETURN_INFO)
    return Group(name, zh, en, members, most=100)
