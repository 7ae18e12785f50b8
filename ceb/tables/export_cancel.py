"""Cancelling an export list (CEB605, CEB606)."""

from ceb.fields import Group

from .export_shared import (
    AGENT_CODE,
    AGENT_NAME,
    CONSIGNOR_CODE,
    CONSIGNOR_NAME,
    COP_NO,
    LIST_TO_CHANGE,
    PRE_NO,
    RETURN_AGENT_CODE,
    RETURN_COP_NO,
    RETURN_INVT_NO,
    RETURN_PRE_NO,
    SUBMISSION,
    export_document,
    export_receipt,
    named,
)
from .shared import CUSTOMS_CODE, NOTE

EXPORT_CANCEL = export_document(
    "605",
    "出口撤销申请单",
    "export cancellation",
    sender="agent",
    record=Group(
        "InvtCancel",
        "撤销申请单",
        "export cancellation",
        (
            *SUBMISSION,
            CUSTOMS_CODE,
            COP_NO,
            PRE_NO,
            LIST_TO_CHANGE,
            named("reason", "撤单原因", 1000, "why it is cancelled", collapse=True),
            AGENT_CODE,
            AGENT_NAME,
            CONSIGNOR_CODE,
            CONSIGNOR_NAME,
            NOTE,
        ),
        most=100,
    ),
    key=("copNo", "invtNo"),
    answered_by="606",
    sign="asked",
)
EXPORT_CANCEL_RECEIPT = export_receipt(
    "606",
    "出口撤销申请单回执",
    "export cancellation receipt",
    name="InvtCancelReturn",
    fields=(RETURN_AGENT_CODE, RETURN_COP_NO, RETURN_PRE_NO, RETURN_INVT_NO),
    key=("copNo", "invtNo"),
    answers="605",
)
