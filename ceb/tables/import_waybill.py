"""The waybill (CEB511, receipt CEB512) and its state (CEB513, receipt CEB514)."""

from ceb.fields import Group, amount, code, moment, optional, text, whole

from .shared import (
    LOGISTICS_CODE,
    LOGISTICS_NAME,
    LOGISTICS_NO,
    NOTE,
    ORDER_NO,
    RMB,
    SUBMISSION,
    import_document,
    receipt,
    return_record,
)

LOGISTICS_HEAD = Group(
    "LogisticsHead",
    "物流运单表头",
    "waybill head",
    (
        *SUBMISSION,
        LOGISTICS_CODE,
        LOGISTICS_NAME,
        LOGISTICS_NO,
        optional("billNo", "提运单号", 37, "master air waybill or truck manifest: 9610 only"),
        ORDER_NO,
        amount("freight", "运费", "freight, 0 if none", required=False, asked=True),
        amount("insuredFee", "保价费", "insurance, 0 if none", required=False, asked=True),
        RMB,
        amount("weight", "毛重", "gross weight, kg"),
        whole("packNo", "件数", "parcels, one to a waybill", digits=9, allowed=("1",)),
        optional("goodsInfo", "主要货物信息", 200, "goods carried"),
        text("consignee", "收货人姓名", 100, "consignee name"),
        text("consigneeAddress", "收货地址", 200, "consignee address"),
        text("consigneeTelephone", "收货人电话", 50, "consignee telephone"),
        NOTE,
    ),
)
WAYBILL = import_document(
    "511",
    "进口物流运单",
    "waybill",
    sender="logistics",
    record=Group("Logistics", "物流运单", "waybill", (LOGISTICS_HEAD,), most=100),
    key=("logisticsNo", "logisticsCode"),
    answered_by="512",
)
WAYBILL_RECEIPT = receipt(
    "512",
    "进口物流运单回执",
    "waybill receipt",
    record=return_record(
        "LogisticsReturn", "物流运单回执", "waybill receipt", LOGISTICS_CODE, LOGISTICS_NO
    ),
    key=("logisticsNo", "logisticsCode"),
    answers="511",
)

LOGISTICS_STATE = code(
    "logisticsStatus", "物流签收状态", 1, "state of the parcel, S: signed for", allowed=("S",)
)
WAYBILL_STATE = import_document(
    "513",
    "进口物流运单状态",
    "waybill state",
    sender="logistics",
    record=Group(
        "LogisticsStatus",
        "运单状态",
        "waybill state",
        (
            *SUBMISSION,
            LOGISTICS_CODE,
            LOGISTICS_NAME,
            LOGISTICS_NO,
            LOGISTICS_STATE,
            moment("logisticsTime", "物流状态时间", 14, "time of the state"),
            NOTE,
        ),
        most=100,
    ),
    key=("logisticsNo", "logisticsCode"),
    answered_by="514",
)
WAYBILL_STATE_RECEIPT = receipt(
    "514",
    "进口物流运单状态回执",
    "waybill state receipt",
    record=return_record(
        "LogisticsStatusReturn",
        "运单状态回执",
        "waybill state receipt",
        LOGISTICS_CODE,
        LOGISTICS_NO,
        LOGISTICS_STATE,
    ),
    key=("logisticsNo", "logisticsCode"),
    answers="513",
)
