"""E-port's refusals of export documents: known by their ranges of a thousand only.

Papers of 2018 (table 7-3); those of 202205 dropped the table. A thousand each, one after another,
for the signature, the form, the business and the processing of a document.
"""

from .status import Next

ENTERPRISE = (10100, 10200)
# The first of the four ranges of each document.
DOCUMENTS = (
    (301001, "订单", "Order"),
    (401001, "收款单", "Money received"),
    (501001, "运单", "Waybill"),
    (505001, "离境单", "Departure"),
    (601001, "清单", "List"),
    (605001, "撤销申请单", "Cancellation"),
    (701001, "汇总申请单", "Summary application"),
    (801001, "运抵单", "Arrival"),
    (901001, "清单总分单", "Master list"),
)
CHECKS: tuple[tuple[str, str, Next, str], ...] = (
    ("签名校验失败", "signature not accepted", "ask_broker", "Signature"),
    ("格式校验失败", "a value failed the check of form", "correct", ""),
    ("业务校验失败", "a value failed the check of business rules", "correct", ""),
    ("报文处理失败", "could not be processed", "resend", ""),
)
