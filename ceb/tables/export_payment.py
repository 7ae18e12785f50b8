"""The money received for an export order (CEB403) and its receipt (CEB404)."""

from ceb.fields import Group, amount, moment, optional

from .export_shared import (
    CURRENCY,
    DEFAULT_DRAFT,
    EBC_CODE,
    EBC_NAME,
    EBP_CODE,
    EBP_NAME,
    ORDER_NO,
    RETURN_EBC_CODE,
    RETURN_ORDER_NO,
    export_document,
    export_receipt,
    named,
)
from .shared import NOTE

PAY_NO = optional("payNo", "支付交易编号", 60, "payment transaction number")
EXPORT_PAYMENT = export_document(
    "403",
    "收款单",
    "money received",
    sender="payment",
    record=Group(
        "Receipts",
        "收款单",
        "money received",
        (
            *DEFAULT_DRAFT,
            EBP_CODE,
            EBP_NAME,
            EBC_CODE,
            EBC_NAME,
            ORDER_NO,
            optional("payCode", "支付企业代码", 18, "payment company, if it is a domestic one"),
            named("payName", "支付企业名称", 100, "payment company; 现金支付 when not online"),
            PAY_NO,
            amount("charge", "收款金额", "amount received"),
            CURRENCY,
            moment("accountingDate", "到账时间", 14, "when the money arrived"),
            NOTE,
        ),
        most=100,
    ),
    key=("orderNo", "payNo"),
    answered_by="404",
)
EXPORT_PAYMENT_RECEIPT = export_receipt(
    "404",
    "收款单回执",
    "money received receipt",
    name="ReceiptsReturn",
    fields=(RETURN_EBC_CODE, RETURN_ORDER_NO, PAY_NO),
    key=("orderNo", "payNo"),
    answers="403",
)
