"""Arrival of direct-purchase goods at the supervised site (CEB711, receipt CEB712)."""

from ceb.fields import Group, code, optional, text, whole

from .shared import (
    COP_NO,
    CUSTOMS_CODE,
    LOGISTICS_CODE,
    LOGISTICS_NAME,
    LOGISTICS_NO,
    NOTE,
    PRE_NO,
    RETURN_PARTIES,
    SUBMISSION,
    TRAF_MODE,
    import_document,
    receipt,
    return_record,
)

ARRIVAL_HEAD = Group(
    "DeliveryHead",
    "入库明细单表头",
    "arrival head",
    (
        *SUBMISSION,
        CUSTOMS_CODE,
        COP_NO,
        PRE_NO,
        optional("rkdNo", "入库单编号", 18, "receiving-note number"),
        text("operatorCode", "监管场所经营人代码", 18, "site operator code"),
        text("operatorName", "监管场所经营人名称", 100, "site operator name"),
        code("ieFlag", "进出口标记", 1, "direction, I: import", allowed=("I",)),
        TRAF_MODE,
        text("trafNo", "运输工具编号", 100, "vehicle id"),
        text("voyageNo", "航班航次号", 32, "voyage or flight number"),
        text("billNo", "提运单号", 37, "bill of lading / MAWB / truck manifest"),
        LOGISTICS_CODE,
        LOGISTICS_NAME,
        optional("unloadLocation", "卸货库位", 100, "storage place"),
        NOTE,
    ),
)
ARRIVAL_LINE = Group(
    "DeliveryList",
    "入库明细单表体",
    "arrival line",
    (
        whole("gnum", "序号", "line number"),
        LOGISTICS_NO,
        NOTE,
    ),
    most=None,
)
ARRIVAL = import_document(
    "711",
    "入库明细单",
    "arrival list",
    sender="operator",
    record=Group("Delivery", "入库明细单", "arrival list", (ARRIVAL_HEAD, ARRIVAL_LINE)),
    key=("copNo", "operatorCode"),
    answered_by="712",
    sign="required",
)
ARRIVAL_RECEIPT = receipt(
    "712",
    "入库明细单回执",
    "arrival receipt",
    record=return_record(
        "DeliveryReturn",
        "入库明细单回执",
        "arrival receipt",
        RETURN_PARTIES["customsCode"],
        optional("operatorCode", "监管场所经营人代码", 18, "site operator code", least=1),
        optional("copNo", "企业内部编号", 20, "the declarant's own number"),
        PRE_NO,
        optional("rkdNo", "入库单编号", 18, "receiving note number"),
    ),
    key=("copNo", "operatorCode"),
    answers="711",
)
