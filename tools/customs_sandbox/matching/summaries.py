"""Export lists together: under one bill of lading (CEB607), in one declaration (CEB701)."""

from ceb.checks.export_rules import summary_errors
from tools.customs_sandbox.documents import LIVE, CustomsDocument
from tools.customs_sandbox.scenario import Scenario

from .changes import RELEASED
from .result import MatchResult, coded


def match_master_list(master: CustomsDocument, scenario: Scenario) -> MatchResult:
    missing, wrong = [], []
    for line in master.lines:
        document = CustomsDocument.numbered(master.connection, "603", line["invtNo"])
        if document is None:
            missing.append(f"清单[{line['invtNo']}]不存在")
        elif document.head["logisticsNo"] != line["logisticsNo"]:
            wrong.append(f"清单[{line['invtNo']}]的运单号与总分单不一致：{line['logisticsNo']}")
    return MatchResult(coded(*missing), coded(*wrong))


def lists_in(summary: CustomsDocument) -> list[CustomsDocument]:
    """Those named; without names, all of the consignor that were declared in the period."""
    if summary.lines:
        numbers = [line["invtNo"] for line in summary.lines]
        lists = [CustomsDocument.numbered(summary.connection, "603", number) for number in numbers]
        return [document for document in lists if document]
    start, end = summary.head.get("startTime", ""), summary.head.get("endTime", "")
    in_period = CustomsDocument.select(
        summary.connection,
        f"kind = '603' AND state IN {RELEASED} AND app_time BETWEEN ? AND ?",
        start,
        end,
    )
    consignor = summary.head["ebcCode"]
    return [one for one in in_period if one.head["ebcCode"] == consignor]


def match_summary(summary: CustomsDocument, scenario: Scenario) -> MatchResult:
    lists = lists_in(summary)
    known = {document.number for document in lists}
    unknown = [line["invtNo"] for line in summary.lines if line["invtNo"] not in known]
    errors = [error.message_zh for error in summary_errors(summary.record)]
    errors += [f"清单[{number}]不存在" for number in unknown]
    taken = _summarized(summary)
    for document in lists:
        if document.state not in RELEASED:
            errors.append(f"清单[{document.number}]未放行")
        # A: declared simply, in the list itself; nothing is left to summarize.
        elif document.head["statisticsFlag"] != "B":
            errors.append(f"清单[{document.number}]为简化申报，不能汇总")
        elif document.head["ebcCode"] != summary.head["ebcCode"]:
            errors.append(f"清单[{document.number}]的收发货人不一致")
        elif document.number in taken:
            errors.append(f"清单[{document.number}]已汇总")
    if not lists:
        errors.append("没有可汇总的清单")
    return MatchResult(wrong=coded(*errors))


def _summarized(summary: CustomsDocument) -> set[str]:
    where = f"kind = '701' AND {LIVE} AND business_key <> ?"
    others = CustomsDocument.select(summary.connection, where, summary.key)
    return {document.number for other in others for document in lists_in(other)}
