"""Codes that customs itself puts into its words, [Code:…;Desc:…], as seen in practice.

There is no public list; one source each. Everything else is told by its words.
"""

TABLE = """
1200 wait - 待人工审核 | Waiting for manual review
1301 resend - 系统异常，请稍后重试 | System error of customs, to be tried again later
1311 ask_broker assureCode 担保金额不足 | The guarantee for the tax is used up
1313 ask_broker buyerIdNumber 超过个人年度限额 | Over the buyer's yearly limit
1800 wait - 逻辑校验通过 | Logic check passed
2600 done - 放行 | Released
13035 correct payCode 支付企业与支付凭证不一致 | The payment company is not the payment's
130126 correct buyerTelephone 订购人电话与订单不一致 | The buyer's telephone is not the order's
"""

# Words of e-port and customs that tell a field, the most telling first.
FIELD_WORDS = (
    ("订购人电话", "buyerTelephone"),
    ("订购人手机", "buyerTelephone"),
    ("购买人电话", "buyerTelephone"),
    ("收货人电话", "consigneeTelephone"),
    ("收货人手机", "consigneeTelephone"),
    ("收货人联系电话", "consigneeTelephone"),
    ("支付人电话", "telephone"),
    ("订购人姓名", "buyerName"),
    ("购买人姓名", "buyerName"),
    ("支付人姓名", "payerName"),
    ("支付人证件", "payerIdNumber"),
    ("订购人证件", "buyerIdNumber"),
    ("证件号码", "buyerIdNumber"),
    ("身份证", "buyerIdNumber"),
    ("收货人姓名", "consignee"),
    ("收货地址", "consigneeAddress"),
    ("支付企业", "payCode"),
    ("支付交易编号", "payTransactionId"),
    ("支付金额", "amountPaid"),
    ("实际支付", "acturalPaid"),
    ("电商平台", "ebpCode"),
    ("电商企业", "ebcCode"),
    ("物流企业", "logisticsCode"),
    ("运单编号", "logisticsNo"),
    ("担保", "assureCode"),
    ("商品编码", "gcode"),
    ("商品编号", "gcode"),
    ("规格型号", "gmodel"),
    ("商品名称", "gname"),
    ("原产国", "country"),
    ("起运国", "country"),
    ("法定计量单位", "unit1"),
    ("第二计量单位", "unit2"),
    ("计量单位", "unit"),
    ("账册备案料号", "itemRecordNo"),
    ("账册", "emsNo"),
    ("毛重", "grossWeight"),
    ("净重", "netWeight"),
    ("申报海关", "customsCode"),
    ("口岸海关", "portCode"),
    ("地址", "consigneeAddress"),
    ("收货人", "consignee"),
    # whose it is depends on the document (`clearance/advice.py`)
    ("电话", "telephone"),
    ("手机", "telephone"),
)
