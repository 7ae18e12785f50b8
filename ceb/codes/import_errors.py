"""E-port's refusals of import documents, one a line: code, next step, field, Chinese, English.

Papers of 202205 (table 7-2), and public practice for -301020, -621049, -621999, -623999, -625201.
A field of "-" means none in particular. Codes that the official table uses twice say both.
"""

TABLE = """
-10101 correct - 企业类型无效 | Unknown kind of enterprise
-10102 correct - 企业代码无效 | Unknown enterprise code

-301001 correct OrderList 订单没有商品表体 | The order has no lines
-301002 correct gnum 订单内商品序号重复 | A line number of the order occurs twice
-301003 correct orderNo 查不到该订单 | No such order is held
-301004 correct orderNo 查不到该订单 | No such order is held
-301005 correct orderNo 查不到该订单 | No such order is held
-301006 ask_broker orderNo 查到多条同号订单 | Several orders are held under this number
-301007 correct Order 报文中没有订单 | No order in the message
-301008 correct - 订单字段校验未通过 | A value of the order failed the check
-301009 correct appType 没有可操作的订单，报送类型不对 | Order: nothing held to change, send it as new
-301010 ignore - 该编号的订单已经存在 | Order: held already under this number
-301011 ask_broker - 订单已申报清单，不能再改 | Order: declared in a list, frozen
-301012 correct appType 订单没有对应的操作 | Order: no such operation
-301013 resend - 处理订单时系统异常 | Order: system error
-301014 ignore appTime 收到的订单比已有的旧，未处理 | Order: older than the one held, not taken
-301015 correct Order 报文内订单数超过限制 | Too many orders in one message
-301020 ask_broker Signature 订单验签失败 | Order: signature not accepted

-401001 correct payTransactionId 查不到该支付凭证 | No such payment is held
-401002 correct payTransactionId 查不到该支付状态 | No such state of payment is held
-401003 ask_broker payTransactionId 查到多条支付凭证 | Several payments are held under this number
-401004 correct payTransactionId 查不到该支付凭证 | No such payment is held
-401005 correct Payment 报文中没有支付凭证 | No payment in the message
-401006 correct appType 没有可操作的支付单，报送类型不对 | Payment: nothing held to change, send it as new
-401007 ignore - 该编号的支付单已经存在 | Payment: held already under this number
-401008 ask_broker - 支付单已申报，状态不符 | Payment: declared already, its state forbids this
-401009 correct - 支付单字段校验未通过 | A value of the payment failed the check
-401010 correct appType 支付单没有对应的操作 | Payment: no such operation
-401011 resend - 处理支付单时系统异常 | Payment: system error
-401012 ignore appTime 收到的支付单比已有的旧，未处理 | Payment: older than the one held, not taken
-401013 correct Payment 报文内支付单数超过限制 | Too many payments in one message

-504000 correct - 运单报文无法解析 | The waybill could not be read
-504010 correct Logistics 报文中没有运单 | No waybill in the message
-504011 correct - 运单字段校验未通过 | A value of the waybill failed the check
-504012 ignore - 物流运单已经存在 | Waybill: held already
-504013 correct Logistics 报文内运单数超过限制 | Too many waybills in one message
-504014 correct appType 没有可操作的运单，报送类型不对 | Waybill: nothing held to change, send it as new
-504015 ignore - 该编号的运单已经存在 | Waybill: held already under this number
-504016 ask_broker - 运单已申报，状态不符 | Waybill: declared already, its state forbids this

-505000 correct - 运单状态报文无法解析 | The waybill state could not be read
-505010 correct LogisticsStatus 报文中没有运单状态 | No waybill state in the message
-505011 correct - 运单状态字段校验未通过 | A value of the waybill state failed the check
-505012 ignore - 运单状态已经存在 | Waybill state: held already
-505013 correct LogisticsStatus 报文内运单状态数超过限制 | Too many waybill states in one message
-505014 correct appType 运单状态没有对应的操作 | Waybill state: no such operation
-505015 resend - 处理物流报文时系统异常 | Waybill: system error
-505016 ignore appTime 收到的物流报文比已有的旧，未处理 | Waybill: older than the one held, not taken
-505017 correct LogisticsStatus 报文表头数超过限制 | Too many heads in one message

-621000 correct InventoryList 清单没有表体 | The list has no lines
-621001 correct - 清单校验未通过 | A value of the list failed the check
-621002 wait - 四单回执无法解析 | E-port could not read an answer of customs
-621003 correct - 清单申报失败 | The list could not be declared
-621004 ignore - 清单已经申报过 | List: declared already
-621005 correct - 清单金额超过单笔限额 | List: over the single-order limit
-621006 correct guid 查不到该清单 | No such list is held
-621008 wait - 清单已发海关，更新状态时出错 | List: sent to customs, its state was not noted
-621009 resend - 清单发送海关失败 | List: could not be sent to customs
-621010 ask_broker - 清单不在申报中 | List: it is not being declared
-621011 correct appType 没有已申报的清单可改 | List: nothing held to change, send it as new
-621012 ask_broker - 清单状态不能改单 | List: its state allows no change
-621013 resend - 查询个人限额失败 | List: the buyer's limit could not be looked up
-621014 ask_broker - 核增个人消费金额时出错 | List: the buyer's spending was not noted
-621015 ask_broker agentCode 与卡信息不匹配，没有权限 | List: the card belongs to someone else
-621016 ask_broker agentCode 没有权限 | List: no right to act for this enterprise
-621017 resend - 处理清单时系统异常 | List: system error
-621018 ask_broker buyerIdNumber 将超过个人年度限额 | List: over the buyer's yearly limit
-621019 ask_broker - 查无此数据 | List: no such data
-621020 correct - 请求参数错误 | List: wrong parameters of the request
-621021 resend - 申报失败，主键为空或没有数据 | List: not declared, no key or no data
-621022 resend - 申报失败 | List: not declared, to be tried again
-621023 resend - 改单时出错 | List: error while changing it
-621024 correct InventoryList 所有清单都没有表体 | No list in the message has lines
-621025 resend Signature 保存签名时出错 | List: its signature could not be stored
-621026 correct Signature 签名信息为空 | List: it is not signed
-621027 correct gnum 表体序号重复，或状态不符 | List: a line number occurs twice, or its state forbids this
-621028 ask_broker Signature 加签数据比对失败 | List: the signed data differ
-621029 ask_broker Signature 清单验签失败 | List: signature not accepted
-621030 correct Inventory 报文内清单数超过限制 | Too many lists in one message
-621049 ask_broker Signature 清单验签失败 | List: signature not accepted
-621999 resend - 清单处理异常 | List: system error

-623000 correct InvtCancel 报文中没有撤销申请单 | No cancellation in the message
-623001 correct - 撤销申请单校验未通过 | A value of the cancellation failed the check
-623002 wait - 回执无法解析 | E-port could not read an answer of customs
-623003 correct invtNo 没有该编号的清单 | Cancellation: no list of this number is held
-623004 ask_broker - 查无此数据 | Cancellation: no such data
-623005 ask_broker invtNo 清单状态不能撤单 | Cancellation: the list's state forbids it
-623006 wait - 撤单已发海关，更新状态时出错 | Cancellation: sent to customs, its state was not noted
-623007 resend - 撤单发送海关失败 | Cancellation: could not be sent to customs
-623008 correct InvtCancel 报文内撤单数超过限制 | Too many cancellations in one message
-623009 ignore - 撤单已经申报过 | Cancellation: declared already
-623010 correct copNo 该企业内部编号的撤单有误 | Cancellation: an error under this number
-623011 resend - 生成失败，主键为空或没有数据 | Cancellation: not made, no key or no data
-623012 correct reason 撤单原因为空 | Cancellation: no reason given
-623013 ask_broker - 撤单状态不能删除 | Cancellation: its state does not let it be deleted
-623014 correct - 撤单校验失败 | A value of the cancellation failed the check
-623016 resend Signature 保存签名时出错 | Cancellation: its signature could not be stored
-623017 correct Signature 签名信息为空 | Cancellation: it is not signed
-623018 correct - 请求参数错误 | Cancellation: wrong parameters of the request
-623019 resend - 申报失败，主键为空或没有数据 | Cancellation: not declared, no key or no data
-623020 resend - 申报失败 | Cancellation: not declared, to be tried again
-623021 ask_broker agentCode 与卡信息不匹配，没有权限 | Cancellation: the card belongs to someone else
-623022 resend - 保存失败，状态可能已变 | Cancellation: not stored, its state may have changed
-623023 correct - 撤单申报失败 | The cancellation could not be declared
-623024 ask_broker - 清单不在申报中 | Cancellation: the list is not being declared
-623025 ask_broker - 核增个人消费金额时出错 | Cancellation: the buyer's spending was not noted
-623026 ask_broker agentCode 没有权限 | Cancellation: no right to act for this enterprise
-623027 resend - 处理撤单时系统异常 | Cancellation: system error
-623028 resend - 申报请求发送失败 | Cancellation: the request could not be sent
-623029 ask_broker Signature 撤单验签失败 | Cancellation: signature not accepted
-623999 ignore - 撤销单已存在 | Cancellation: held already

-625001 correct - 退货申请单校验未通过 | A value of the return failed the check
-625002 wait - 四单回执无法解析 | E-port could not read an answer of customs
-625003 correct InvtRefund 报文中没有退货申请单 | No return in the message
-625004 correct - 退货申请单申报失败 | The return could not be declared
-625005 ask_broker Signature 退货申请单验签失败 | Return: signature not accepted
-625006 correct InvtRefundList 退货申请单没有表体 | The return has no lines
-625007 ask_broker gcode 商品未备案 | Return: the goods of a line are not on record
-625008 correct preNo 预录入编号应由电子口岸生成 | Return: the number is e-port's to give
-625009 correct qty2 第二数量与第二单位不符 | Return: second quantity and second unit do not go together
-625010 correct gcode 与备案库不一致 | Return: a line differs from the record
-625011 correct gcode 没有该商品编号 | Return: no such commodity code
-625012 correct unit 与参数库不一致 | Return: a line differs from the code table
-625013 ask_broker agentCode 与证书中的申报单位不一致 | Return: the certificate names another declarant
-625014 correct - 退货金额超过单笔限额 | Return: over the single-order limit
-625015 ask_broker buyerIdNumber 购买人金额超过限额 | Return: over the buyer's limit
-625016 ask_broker - 查无此数据 | Return: no such data
-625017 correct - 请求参数错误 | Return: wrong parameters of the request
-625018 resend - 申报失败，主键为空或没有数据 | Return: not declared, no key or no data
-625019 resend - 申报失败，系统错误 | Return: system error
-625020 ask_broker agentCode 与卡信息不匹配，没有权限 | Return: the card belongs to someone else
-625021 ask_broker agentCode 没有权限 | Return: no right to act for this enterprise
-625022 ignore - 退货单已申报过，或状态不能改单 | Return: declared already, or its state allows no change
-625023 correct InvtRefundList 所有退货申请单都没有表体 | No return in the message has lines
-625024 ask_broker - 核增个人消费金额时出错 | Return: the buyer's spending was not noted
-625025 ask_broker - 新增个人消费金额时出错 | Return: the buyer's spending was not noted
-625026 resend - 查询个人限额失败 | Return: the buyer's limit could not be looked up
-625027 resend Signature 保存签名时出错 | Return: its signature could not be stored
-625028 correct Signature 签名信息为空 | Return: it is not signed
-625029 resend - 保存失败，状态可能已变 | Return: not stored, its state may have changed
-625030 resend - 申报失败 | Return: not declared, to be tried again
-625031 correct InvtRefundList 所有退货申请单都没有表体 | No return in the message has lines
-625032 ask_broker - 查无此数据 | Return: no such data
-625033 ignore - 退货申请单已经申报过 | Return: declared already
-625110 resend - 处理退货单时系统异常 | Return: system error
-625113 ask_broker agentCode 与卡信息不匹配，没有权限 | Return: the card belongs to someone else
-625114 ask_broker agentCode 没有权限 | Return: no right to act for this enterprise
-625116 resend - 处理退货单时系统异常 | Return: system error
-625200 correct InvtRefund 报文中没有退货申请单 | No return in the message
-625201 ask_broker invtNo 存在已申报的单证 | Return: documents of this list are declared already
-625202 wait - 退货单已发海关，更新状态时出错 | Return: sent to customs, its state was not noted
-625203 resend - 退货单发送海关失败 | Return: could not be sent to customs
-625204 correct guid 查不到该清单 | Return: no such list is held
-625205 ask_broker - 清单不在申报中 | Return: the list is not being declared
-625206 wait - 退货单已发海关，更新状态时出错 | Return: sent to customs, its state was not noted
-625207 resend - 退货单发送海关失败 | Return: could not be sent to customs
-625208 ask_broker Signature 退货单验签失败 | Return: signature not accepted
-625209 correct gnum 原清单没有该序号的商品 | Return: the original list has no such line

-800000 correct DeliveryList 入库明细单没有表体 | The arrival list has no lines
-800001 correct - 入库明细单校验未通过 | A value of the arrival list failed the check
-800002 correct - 入库明细单无法解析 | The arrival list could not be read
-800003 ignore - 入库明细单已经存在 | Arrival list: held already
-800004 resend - 处理入库明细单时系统异常 | Arrival list: system error
-800005 ignore appTime 收到的入库明细单比已有的旧，未处理 | Arrival list: older than the one held, not taken
-800006 correct Delivery 报文表头数超过限制 | Too many arrival lists in one message
"""  # noqa: E501

RANGES = (
    (10100, 10200, "Enterprise", "企业资质"),
    (301000, 302000, "Order", "订单"),
    (401000, 402000, "Payment", "支付单"),
    (504000, 505000, "Waybill", "运单"),
    (505000, 506000, "Waybill state", "运单状态"),
    (621000, 622000, "List", "清单"),
    (623000, 624000, "Cancellation", "撤销申请单"),
    (625000, 626000, "Return", "退货申请单"),
    (800000, 801000, "Arrival list", "入库明细单"),
)
