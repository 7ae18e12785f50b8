"""The payment (CEB411), which only the payment company sends, and its receipt (CEB412)."""

from ceb.fields import Group, amount, code, moment, optional, text

from .shared import (
    EBP_CODE,
    EBP_NAME,
    NOTE,
    ORDER_NO,
    RMB,
    SUBMISSION,
    import_document,
    receipt,
    return_record,
)

PAY_CODE = text("payCode", "支付企业代码", 18, "payment company code")
PAY_TRANSACTION_ID = text("payTransactionId", "支付交易编号", 60, "payment transaction number")
PAYMENT_HEAD = Group(
    "PaymentHead",
    "支付凭证表头",
    "payment head",
    (
        *SUBMISSION,
        PAY_CODE,
        text("payName", "支付企业名称", 100, "payment company name"),
        PAY_TRANSACTION_ID,
        ORDER_NO,
        EBP_CODE,
        EBP_NAME,
        code(
            "payerIdType",
            "支付人证件类型",
            1,
            "payer's identity paper: 1 resident card",
            allowed=("1",),
        ),
        text("payerIdNumber", "支付人证件号码", 60, "payer identity number"),
        text("payerName", "支付人姓名", 60, "payer name"),
        optional("telephone", "支付人电话", 60, "payer telephone"),
        amount("amountPaid", "支付金额", "amount paid, acturalPaid of the order"),
        RMB,
        moment("payTime", "支付时间", 14, "payment time"),
        NOTE,
    ),
)
PAYMENT = import_document(
    "411",
    "进口支付凭证",
    "payment",
    sender="payment",
    record=Group("Payment", "支付凭证", "payment", (PAYMENT_HEAD,), most=100),
    key=("payTransactionId", "payCode"),
    answered_by="412",
)
PAYMENT_RECEIPT = receipt(
    "412",
    "进口支付凭证回执",
    "payment receipt",
    record=return_record(
        "PaymentReturn", "支付凭证回执", "payment receipt", PAY_CODE, PAY_TRANSACTION_ID
    ),
    key=("payTransactionId", "payCode"),
    answers="411",
)
