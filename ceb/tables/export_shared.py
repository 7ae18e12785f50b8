"""Fields that the export messages have in common, and the frame around each of them.

The schema of 202205 lets most required texts be empty, that of 2018-113 did not; the papers ask
for them in both.
"""

from dataclasses import replace

from ceb.fields import (
    VERSIONS,
    Field,
    Group,
    Message,
    SignatureUse,
    amount,
    before,
    code,
    optional,
    text,
    whole,
)

from .shared import (
    APP_TIME,
    APP_TYPE,
    BASE_SUBSCRIBE,
    BASE_TRANSFER,
    EXTEND_MESSAGE,
    GUID,
    RETURN_STATUS,
    RETURN_TIME,
    receipt,
    signature,
)

NEW_IN_202205 = ("202205",)


def named(
    name: str,
    zh: str,
    most: int,
    en: str,
    *,
    older_most: int | None = None,
    collapse: bool = False,
    allowed: tuple[str, ...] = (),
    barred: tuple[str, ...] = (),
    table: str = "",
) -> Field:
    """Required; may be empty by the schema of 202205, not by that of 2018-113 or the papers."""
    newer = Field(
        name,
        zh,
        en,
        most=most,
        asked=True,
        collapse=collapse,
        allowed=allowed,
        barred=barred,
        table=table,
    )
    return before(newer, least=1, most=older_most or most, collapse=False)


def answered(name: str, zh: str, most: int, en: str) -> Field:
    """Required in a receipt, possibly empty."""
    return text(name, zh, most, en, least=0)


APP_STATUS = code(
    "appStatus", "业务状态", 1, "state of the submission: 1 draft, 2 declare", allowed=("1", "2")
)
SUBMISSION = (GUID, APP_TYPE, APP_TIME, APP_STATUS)
DEFAULT_DRAFT = (*SUBMISSION[:3], replace(APP_STATUS, default="1"))
DEFAULT_DECLARED = (*SUBMISSION[:3], replace(APP_STATUS, default="2"))

ORDER_NO = named("orderNo", "订单编号", 60, "order number, one and the same in all documents")
EBP_CODE = named(
    "ebpCode", "电商平台代码", 18, "e-commerce platform; 无 for a foreign one", older_most=50
)
EBP_NAME = named("ebpName", "电商平台名称", 100, "e-commerce platform")
EBC_CODE = named("ebcCode", "电商企业代码", 18, "e-commerce merchant: customs or credit code")
EBC_NAME = named("ebcName", "电商企业名称", 100, "e-commerce merchant")
CONSIGNOR_CODE = named("ebcCode", "收发货人代码", 18, "consignor: customs or credit code")
CONSIGNOR_NAME = named("ebcName", "收发货人名称", 100, "consignor")
LOGISTICS_CODE = named("logisticsCode", "物流企业代码", 18, "logistics company code")
LOGISTICS_NAME = named("logisticsName", "物流企业名称", 100, "logistics company")
LOGISTICS_NO = named(
    "logisticsNo", "物流运单编号", 32, "waybill, not used again within 6 months", older_most=80
)
OPERATOR_CODE = named("operatorCode", "监管场所经营人代码", 18, "site operator code")
OPERATOR_NAME = named("operatorName", "监管场所经营人名称", 100, "site operator name")
AGENT_CODE = named("agentCode", "申报企业代码", 18, "declaring enterprise code")
AGENT_NAME = named("agentName", "申报企业名称", 100, "declaring enterprise")
COP_NO = named("copNo", "企业内部编号", 30, "the declarant's own number")
PRE_NO = code("preNo", "预录入编号", 18, "e-port's number, once given", required=False)
INVT_NO = before(
    optional("invtNo", "清单编号", 20, "customs' list number, once given"), least=18, most=18
)
LIST_TO_CHANGE = before(
    named("invtNo", "原清单编号", 20, "customs' number of the list"), least=18, most=18
)
LIST_INCLUDED = before(named("invtNo", "清单编号", 20, "customs' list number"), least=18, most=18)
CURRENCY = code("currency", "币制", 3, "currency, three digits", table="currency")
TRAF_MODE = before(
    code("trafMode", "运输方式", 1, "transport mode", table="transport", collapse=True),
    collapse=False,
)
LOCT_NO = optional("loctNo", "监管场所代码", 10, "supervised site, where a district has several")
BILL_NO = optional("billNo", "提运单号", 37, "bill of lading or master air waybill")
VOYAGE_NO = optional("voyageNo", "航班航次号", 32, "voyage or flight number")
TOTAL_PACKAGE_NO = optional("totalPackageNo", "总包号", 37, "pallet or mail bag")
LINE_NO = whole("gnum", "序号", "line number: 1, 2, 3 …", digits=5)
GROSS_WEIGHT = amount("grossWeight", "毛重", "gross weight, kg")
NET_WEIGHT = amount("netWeight", "净重", "net weight, kg")
# Required by the schema, although the papers say: left out when not split. 1 of 1, then.
SPLIT = (
    whole("msgCount", "报文总数", "messages it is split into, 1 if it is not", digits=9),
    whole("msgSeqNo", "报文序号", "which of the messages, from 1", digits=9),
)
SPLIT_KEY = ("copNo", "msgSeqNo")

RETURN_INFO = answered("returnInfo", "回执信息", 1000, "result in words")
RETURN_PRE_NO = code("preNo", "预录入编号", 18, "e-port's number")
RETURN_COP_NO = answered("copNo", "企业内部编号", 30, "the declarant's own number")
RETURN_AGENT_CODE = answered("agentCode", "申报企业代码", 18, "declaring enterprise code")
RETURN_EBC_CODE = answered("ebcCode", "电商企业代码", 18, "merchant code")
RETURN_EBP_CODE = before(answered("ebpCode", "电商平台代码", 18, "platform code"), least=1, most=50)
RETURN_ORDER_NO = answered("orderNo", "订单编号", 60, "order number")
RETURN_OPERATOR_CODE = answered("operatorCode", "监管场所经营人代码", 18, "site operator code")
RETURN_LOGISTICS_CODE = answered("logisticsCode", "物流企业代码", 18, "logistics company code")
RETURN_LOGISTICS_NO = before(answered("logisticsNo", "物流运单编号", 32, "waybill"), most=80)
RETURN_BILL_NO = answered("billNo", "提运单号", 37, "bill of lading or master air waybill")
RETURN_INVT_NO = before(
    answered("invtNo", "清单编号", 20, "customs' list number"), least=18, most=18
)
RETURN_SEQ_NO = SPLIT[1]

EXPORT_TRANSFER = Group(
    BASE_TRANSFER.name,
    BASE_TRANSFER.zh,
    BASE_TRANSFER.en,
    (
        Field("copCode", "传输企业代码", "transmitting enterprise code", most=18, asked=True),
        *BASE_TRANSFER.members[1:],
    ),
)


def export_document(
    kind: str,
    zh: str,
    en: str,
    *,
    sender: str,
    record: Group,
    key: tuple[str, ...],
    answered_by: str,
    sign: SignatureUse = "optional",
    versions: tuple[str, ...] = VERSIONS,
) -> Message:
    """A message to customs: unlike an import's, its signature stands before the extension."""
    members = (record, EXPORT_TRANSFER, BASE_SUBSCRIBE, signature(sign), EXTEND_MESSAGE)
    root = Group(f"CEB{kind}Message", zh, en, members)
    return Message(
        kind,
        zh,
        en,
        sender,
        root,
        key,
        answered_by=answered_by,
        signature=sign,
        trade="export",
        versions=versions,
    )


def export_receipt(
    kind: str,
    zh: str,
    en: str,
    *,
    name: str,
    fields: tuple[Field, ...],
    key: tuple[str, ...],
    answers: str,
    status: Field = RETURN_STATUS,
    versions: tuple[str, ...] = VERSIONS,
) -> Message:
    """A flat receipt: guid, key, then status, time and words."""
    members = (GUID, *fields, status, RETURN_TIME, RETURN_INFO)
    record = Group(name, zh, en, members, most=100)
    return receipt(
        kind, zh, en, record=record, key=key, answers=answers, trade="export", versions=versions
    )
