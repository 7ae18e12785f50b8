"""Export lists together: under one bill of lading (CEB607), in one declaration (CEB701)."""

from ceb.export_rules import summary_errors
from tools.customs_sandbox.duplicates import DEAD
from tools.customs_sandbox.holding import Held
from tools.customs_sandbox.scenario import Scenario

from .finding import NOTHING, Finding, coded

RELEASED = ("released", "closed")


def judge_master_list(master: Held, scenario: Scenario) -> Finding:
    missing, wrong = [], []
    for line in master.lines:
        held = Held.numbered(master.connection, "603", line["invtNo"])
        if held is None:
            missing.append(f"清单[{line['invtNo']}]不存在")
        elif held.head["logisticsNo"] != line["logisticsNo"]:
            wrong.append(f"清单[{line['invtNo']}]的运单号与总分单不一致：{line['logisticsNo']}")
    return Finding(coded(*missing), coded(*wrong)) if missing or wrong else NOTHING


def lists_in(summary: Held) -> list[Held]:
    """Those named; without names, all of the consignor that were declared in the period."""
    if summary.lines:
        numbers = [line["invtNo"] for line in summary.lines]
        found = [Held.numbered(summary.connection, "603", number) for number in numbers]
        return [held for held in found if held]
    start, end = summary.head.get("startTime", ""), summary.head.get("endTime", "")
    rows = summary.connection.execute(
        "SELECT business_key FROM document WHERE kind = '603' AND state IN ('released', 'closed')"
        " AND app_time BETWEEN ? AND ?",
        (start, end),
    ).fetchall()
    lists = (Held.find(summary.connection, {"kind": "603", "key": row[0]}) for row in rows)
    return [held for held in lists if held and held.head["ebcCode"] == summary.head["ebcCode"]]


def judge_summary(summary: Held, scenario: Scenario) -> Finding:
    lists = lists_in(summary)
    known = {held.number for held in lists}
    unknown = [line["invtNo"] for line in summary.lines if line["invtNo"] not in known]
    faults = [fault.message_zh for fault in summary_errors(summary.record)]
    faults += [f"清单[{number}]不存在" for number in unknown]
    taken = _summed_up(summary)
    for held in lists:
        if held.state not in RELEASED:
            faults.append(f"清单[{held.number}]未放行")
        elif held.head["statisticsFlag"] != "B":
            faults.append(f"清单[{held.number}]为简化申报，不能汇总")
        elif held.head["ebcCode"] != summary.head["ebcCode"]:
            faults.append(f"清单[{held.number}]的收发货人不一致")
        elif held.number in taken:
            faults.append(f"清单[{held.number}]已汇总")
    if not lists:
        faults.append("没有可汇总的清单")
    return Finding(wrong=coded(*faults)) if faults else NOTHING


def _summed_up(summary: Held) -> set[str]:
    rows = summary.connection.execute(
        f"SELECT business_key FROM document WHERE kind = '701' AND state NOT IN {DEAD}"  # noqa: S608
        " AND business_key <> ?",
        (summary.key,),
    ).fetchall()
    others = (Held.find(summary.connection, {"kind": "701", "key": row[0]}) for row in rows)
    return {held.number for other in others if other for held in lists_in(other)}
