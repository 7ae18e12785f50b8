"""The monthly summary of export lists into a declaration: asked for (CEB701, CEB702) and done by
customs (CEB792)."""

from dataclasses import replace

from ceb.fields import Field, Group, code, moment, optional, text, whole

from .export_shared import (
    AGENT_CODE,
    AGENT_NAME,
    CONSIGNOR_CODE,
    CONSIGNOR_NAME,
    COP_NO,
    DEFAULT_DECLARED,
    GROSS_WEIGHT,
    LIST_INCLUDED,
    LOCT_NO,
    NET_WEIGHT,
    NEW_IN_202205,
    RETURN_AGENT_CODE,
    RETURN_COP_NO,
    RETURN_EBC_CODE,
    RETURN_INVT_NO,
    RETURN_LOGISTICS_NO,
    RETURN_PRE_NO,
    RETURN_SEQ_NO,
    SPLIT,
    SPLIT_KEY,
    answered,
    export_document,
    export_receipt,
    named,
)
from .shared import CUSTOMS_CODE, GCODE, GUID, NOTE, PRE_NO, receipt

DECLARANT_CODE = named("declAgentCode", "报关单位代码", 18, "who makes the declaration")
DECLARANT_NAME = named("declAgentName", "报关单位名称", 100, "who makes the declaration")

SUMMARY_HEAD = Group(
    "SummaryApplyHead",
    "汇总申请单表头",
    "summary head",
    (
        *DEFAULT_DECLARED,
        CUSTOMS_CODE,
        COP_NO,
        PRE_NO,
        optional("sumNo", "汇总申请编号", 18, "customs' number, once given"),
        AGENT_CODE,
        AGENT_NAME,
        CONSIGNOR_CODE,
        CONSIGNOR_NAME,
        DECLARANT_CODE,
        DECLARANT_NAME,
        moment("startTime", "汇总开始时间", 14, "lists from here", required=False),
        moment("endTime", "汇总结束时间", 14, "lists up to here", required=False),
        LOCT_NO,
        code(
            "summaryFlag", "收发货人汇总标志", 1, "summed up 1 by consignor, 2 and by maker",
            allowed=("1", "2"),
        ),
        code("itemNameFlag", "商品名汇总标志", 1, "names of the goods, 1: the merchant's"),
        *SPLIT,
        NOTE,
    ),
    pairs=(("startTime", "endTime"),),
)  # fmt: skip
SUMMARY_LINE = Group(
    "SummaryApplyList",
    "汇总申请单表体",
    "list in the summary",
    (LIST_INCLUDED,),
    least=0,
    most=None,
    older_times=(1, 100),
)
SUMMARY = export_document(
    "701",
    "汇总申请单",
    "summary application",
    sender="agent",
    record=Group(
        "SummaryApply", "汇总申请单", "summary application", (SUMMARY_HEAD, SUMMARY_LINE), most=100
    ),
    key=SPLIT_KEY,
    answered_by="702",
    sign="asked",
)
SUMMARY_RECEIPT = export_receipt(
    "702",
    "汇总申请单回执",
    "summary receipt",
    name="SummaryReturn",
    fields=(
        RETURN_AGENT_CODE,
        RETURN_EBC_CODE,
        RETURN_COP_NO,
        RETURN_PRE_NO,
        code("sumNo", "汇总申请编号", 18, "customs' number, once given", required=False),
        RETURN_SEQ_NO,
    ),
    key=SPLIT_KEY,
    answers="701",
)


def _number(name: str, zh: str, en: str, *, required: bool = True) -> Field:
    return code(name, zh, 18, en, required=required)


SUMMARY_RESULT_HEAD = Group(
    "SummaryResultHead",
    "汇总结果单表头",
    "summary result head",
    (
        GUID,
        CUSTOMS_CODE,
        _number("sumNo", "汇总申请编号", "customs' number of the application"),
        moment("opDate", "汇总处理时间", 17, "when it was done"),
        _number("declSeqNo", "汇总统一编号", "one declaration each"),
        _number("decTmpNo", "报关单暂存编号", "draft of the declaration", required=False),
        _number("decPreNo", "报关单预录入编号", "e-port's number of it", required=False),
        _number("entryId", "报关单编号", "customs' number of it", required=False),
        text("decState", "报关单状态", 3, "state of the declaration"),
        answered("agentCode", "申报企业代码", 18, "declaring enterprise code"),
        answered("agentName", "申报企业名称", 100, "declaring enterprise"),
        answered("ebcCode", "收发货人代码", 18, "consignor: customs or credit code"),
        answered("ebcName", "收发货人名称", 100, "consignor"),
        answered("declAgentCode", "报关单位代码", 18, "who makes the declaration"),
        answered("declAgentName", "报关单位名称", 100, "who makes the declaration"),
        GROSS_WEIGHT,
        NET_WEIGHT,
        *SPLIT,
        NOTE,
    ),
)
SUMMARY_RESULT_LINE = Group(
    "SummaryResultList",
    "汇总结果单表体",
    "list line in the declaration",
    (
        RETURN_INVT_NO,
        RETURN_LOGISTICS_NO,
        replace(
            whole("gseqno", "汇总顺序号", "line of the declaration", digits=5),
            versions=NEW_IN_202205,
        ),
        whole("gnum", "商品序号", "line of the list", digits=5),
        GCODE,
    ),
    least=0,
    most=None,
    older_times=(0, 100),
)
SUMMARY_RESULT = receipt(
    "792",
    "汇总结果单",
    "summary result",
    record=Group(
        "SummaryResult",
        "汇总结果单",
        "summary result",
        (SUMMARY_RESULT_HEAD, SUMMARY_RESULT_LINE),
        most=100,
    ),
    key=("sumNo", "declSeqNo"),
    trade="export",
)
