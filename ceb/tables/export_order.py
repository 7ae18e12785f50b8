"""The export order (CEB303) and its receipt (CEB304): no buyer and no payment in it."""

from dataclasses import replace

from ceb.fields import Group, amount, before, code, optional

from .export_shared import (
    CURRENCY,
    DEFAULT_DRAFT,
    EBC_CODE,
    EBC_NAME,
    EBP_CODE,
    EBP_NAME,
    LINE_NO,
    ORDER_NO,
    RETURN_EBC_CODE,
    RETURN_EBP_CODE,
    RETURN_ORDER_NO,
    export_document,
    export_receipt,
    named,
)
from .shared import NOTE, PRICE, QTY, TOTAL_PRICE, UNIT

ORDER_HEAD = Group(
    "OrderHead",
    "订单表头",
    "order head",
    (
        *DEFAULT_DRAFT,
        before(
            code(
                "orderType",
                "订单类型",
                1,
                "kind of order: E to consumers, B to businesses, W to an overseas warehouse",
                allowed=("E", "B", "W"),
            ),
            allowed=("E",),
        ),
        ORDER_NO,
        EBP_CODE,
        EBP_NAME,
        EBC_CODE,
        EBC_NAME,
        amount(
            "goodsValue",
            "商品金额",
            "goods value, free on board, with what points and vouchers paid",
        ),
        replace(amount("freight", "运杂费", "freight and other charges, 0 if none"), default="0"),
        CURRENCY,
        NOTE,
    ),
)
ORDER_LINE = Group(
    "OrderList",
    "订单表体",
    "order line",
    (
        LINE_NO,
        named("itemNo", "企业商品货号", 30, "merchant SKU"),
        named("itemName", "企业商品名称", 250, "goods name on the platform"),
        optional("itemDescribe", "企业商品描述", 1000, "goods description"),
        optional("barCode", "条形码", 50, "bar code, 无 if none"),
        UNIT,
        CURRENCY,
        QTY,
        PRICE,
        TOTAL_PRICE,
        NOTE,
    ),
    most=100,
)
EXPORT_ORDER = export_document(
    "303",
    "出口电子订单",
    "export order",
    sender="platform",
    record=Group("Order", "订单", "export order", (ORDER_HEAD, ORDER_LINE), most=100),
    key=("orderNo", "ebpCode"),
    answered_by="304",
)
EXPORT_ORDER_RECEIPT = export_receipt(
    "304",
    "出口订单回执",
    "export order receipt",
    name="OrderReturn",
    fields=(RETURN_EBP_CODE, RETURN_EBC_CODE, RETURN_ORDER_NO),
    key=("orderNo", "ebpCode"),
    answers="303",
)
