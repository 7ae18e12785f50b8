"""The export waybill (CEB505, receipt CEB506), its arrival at the site (CEB507, CEB508) and its
departure from the country (CEB509, CEB510)."""

from ceb.fields import Group, amount, before, code, moment, optional, whole

from .export_shared import (
    BILL_NO,
    COP_NO,
    CURRENCY,
    DEFAULT_DECLARED,
    DEFAULT_DRAFT,
    GROSS_WEIGHT,
    LINE_NO,
    LOCT_NO,
    LOGISTICS_CODE,
    LOGISTICS_NAME,
    LOGISTICS_NO,
    OPERATOR_CODE,
    OPERATOR_NAME,
    PRE_NO,
    RETURN_BILL_NO,
    RETURN_COP_NO,
    RETURN_LOGISTICS_CODE,
    RETURN_LOGISTICS_NO,
    RETURN_OPERATOR_CODE,
    RETURN_PRE_NO,
    RETURN_SEQ_NO,
    SPLIT,
    SPLIT_KEY,
    SUBMISSION,
    TOTAL_PACKAGE_NO,
    TRAF_MODE,
    VOYAGE_NO,
    export_document,
    export_receipt,
    named,
)
from .shared import CUSTOMS_CODE, NOTE, RETURN_STATUS

EXPORT_WAYBILL = export_document(
    "505",
    "出口物流运单",
    "export waybill",
    sender="logistics",
    record=Group(
        "Logistics",
        "物流运单",
        "export waybill",
        (
            *DEFAULT_DECLARED,
            LOGISTICS_CODE,
            LOGISTICS_NAME,
            LOGISTICS_NO,
            amount("freight", "运费", "freight, 0 if none"),
            amount("insuredFee", "保价费", "insurance, 0 if none"),
            CURRENCY,
            GROSS_WEIGHT,
            whole("packNo", "件数", "parcels under the waybill", digits=9),
            named("goodsInfo", "主要货物信息", 200, "goods carried", collapse=True),
            optional("ebcCode", "收发货人代码", 18, "consignor: customs or credit code"),
            optional("ebcName", "收发货人名称", 100, "consignor"),
            optional("ebcTelephone", "收发货人电话", 50, "consignor's telephone"),
            NOTE,
        ),
        most=100,
    ),
    key=("logisticsNo", "logisticsCode"),
    answered_by="506",
)
EXPORT_WAYBILL_RECEIPT = export_receipt(
    "506",
    "出口物流运单回执",
    "export waybill receipt",
    name="LogisticsReturn",
    fields=(
        RETURN_LOGISTICS_CODE,
        RETURN_LOGISTICS_NO,
    ),
    key=("logisticsNo", "logisticsCode"),
    answers="505",
)

SITE_ARRIVAL_HEAD = Group(
    "ArrivalHead",
    "运抵单表头",
    "arrival head",
    (
        *DEFAULT_DRAFT,
        CUSTOMS_CODE,
        COP_NO,
        PRE_NO,
        OPERATOR_CODE,
        OPERATOR_NAME,
        LOCT_NO,
        code("ieFlag", "进出口标记", 1, "direction, E: export", allowed=("E",)),
        TRAF_MODE,
        BILL_NO,
        named("domesticTrafNo", "境内运输工具编号", 100, "vehicle to the site", collapse=True),
        LOGISTICS_CODE,
        LOGISTICS_NAME,
        *SPLIT,
        NOTE,
    ),
)
SITE_ARRIVAL_LINE = Group(
    "ArrivalList",
    "运抵单表体",
    "arrived waybill",
    (LINE_NO, LOGISTICS_NO, TOTAL_PACKAGE_NO, NOTE),
    least=0,
    most=None,
)
SITE_ARRIVAL = export_document(
    "507",
    "运抵单",
    "arrival at the site",
    sender="logistics",
    record=Group(
        "Arrival",
        "运抵单",
        "arrival at the site",
        (SITE_ARRIVAL_HEAD, SITE_ARRIVAL_LINE),
        most=100,
    ),
    key=SPLIT_KEY,
    answered_by="508",
)
SITE_ARRIVAL_RECEIPT = export_receipt(
    "508",
    "运抵单回执",
    "arrival receipt",
    name="ArrivalReturn",
    fields=(
        RETURN_OPERATOR_CODE,
        RETURN_LOGISTICS_CODE,
        RETURN_PRE_NO,
        RETURN_COP_NO,
        RETURN_BILL_NO,
        RETURN_SEQ_NO,
    ),
    key=SPLIT_KEY,
    answers="507",
)

DEPARTURE_HEAD = Group(
    "DepartureHead",
    "离境单表头",
    "departure head",
    (
        *SUBMISSION,
        CUSTOMS_CODE,
        COP_NO,
        PRE_NO,
        LOGISTICS_CODE,
        LOGISTICS_NAME,
        TRAF_MODE,
        optional("trafName", "运输工具名称", 100, "vehicle, vessel or aircraft"),
        VOYAGE_NO,
        BILL_NO,
        moment("leaveTime", "离境时间", 14, "when it left the country"),
        *SPLIT,
        NOTE,
    ),
)
DEPARTURE_LINE = Group(
    "DepartureList",
    "离境单表体",
    "departed waybill",
    (LINE_NO, TOTAL_PACKAGE_NO, LOGISTICS_NO, NOTE),
    most=None,
    older_times=(1, 100),
)
DEPARTURE = export_document(
    "509",
    "离境单",
    "departure",
    sender="logistics",
    record=Group("Departure", "离境单", "departure", (DEPARTURE_HEAD, DEPARTURE_LINE), most=100),
    key=SPLIT_KEY,
    answered_by="510",
    sign="asked",
)
DEPARTURE_RECEIPT = export_receipt(
    "510",
    "离境单回执",
    "departure receipt",
    name="DepartureReturn",
    fields=(RETURN_LOGISTICS_CODE, RETURN_COP_NO, RETURN_PRE_NO, RETURN_SEQ_NO),
    key=SPLIT_KEY,
    answers="509",
    status=before(RETURN_STATUS, least=0),
)
