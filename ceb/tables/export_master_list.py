"""The master list: export lists under one bill of lading (CEB607, CEB608)."""

from ceb.fields import Group, optional

from .export_shared import (
    AGENT_CODE,
    AGENT_NAME,
    COP_NO,
    GROSS_WEIGHT,
    INVT_NO,
    LINE_NO,
    LOCT_NO,
    LOGISTICS_CODE,
    LOGISTICS_NAME,
    LOGISTICS_NO,
    PRE_NO,
    RETURN_AGENT_CODE,
    RETURN_BILL_NO,
    RETURN_COP_NO,
    RETURN_LOGISTICS_CODE,
    RETURN_PRE_NO,
    RETURN_SEQ_NO,
    SPLIT,
    SPLIT_KEY,
    SUBMISSION,
    TRAF_MODE,
    export_document,
    export_receipt,
    named,
)
from .shared import CUSTOMS_CODE, NOTE

MASTER_LIST_HEAD = Group(
    "WayBillHead",
    "清单总分单表头",
    "master list head",
    (
        *SUBMISSION,
        CUSTOMS_CODE,
        COP_NO,
        PRE_NO,
        AGENT_CODE,
        AGENT_NAME,
        LOCT_NO,
        TRAF_MODE,
        named("trafName", "运输工具名称", 100, "vehicle, vessel or aircraft", collapse=True),
        named("voyageNo", "航班航次号", 32, "voyage or flight number", collapse=True),
        named("billNo", "提运单号", 37, "bill of lading or master air waybill"),
        optional("domesticTrafNo", "境内运输工具编号", 100, "vehicle to the site"),
        GROSS_WEIGHT,
        LOGISTICS_CODE,
        LOGISTICS_NAME,
        *SPLIT,
        NOTE,
    ),
)
MASTER_LIST_LINE = Group(
    "WayBillList",
    "清单总分单表体",
    "waybill under the bill",
    (
        LINE_NO,
        optional("totalPackageNo", "总包号", 60, "pallet or mail bag"),
        LOGISTICS_NO,
        INVT_NO,
        NOTE,
    ),
    most=None,
    older_times=(1, 100),
)
MASTER_LIST = export_document(
    "607",
    "清单总分单",
    "master list",
    sender="agent",
    record=Group(
        "WayBill", "清单总分单", "master list", (MASTER_LIST_HEAD, MASTER_LIST_LINE), most=100
    ),
    key=SPLIT_KEY,
    answered_by="608",
    sign="asked",
)
MASTER_LIST_RECEIPT = export_receipt(
    "608",
    "清单总分单回执",
    "master list receipt",
    name="WayBillReturn",
    fields=(
        RETURN_AGENT_CODE,
        RETURN_LOGISTICS_CODE,
        RETURN_COP_NO,
        RETURN_PRE_NO,
        RETURN_BILL_NO,
        RETURN_SEQ_NO,
    ),
    key=SPLIT_KEY,
    answers="607",
)
