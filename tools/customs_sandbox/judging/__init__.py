"""What customs finds when it looks at a document: something is not there yet, something is wrong,
or nothing. One function a kind; kinds without one are stored unseen."""

from collections.abc import Callable

from tools.customs_sandbox.holding import Held
from tools.customs_sandbox.scenario import Scenario

from .arrivals import judge_arrival, judge_departure, judge_signed, judge_site_arrival, judge_tally
from .changes import judge_cancellation, judge_export_return, judge_return
from .exports import judge_export_list
from .finding import Finding
from .imports import judge_list
from .summaries import judge_master_list, judge_summary

JUDGES: dict[str, Callable[[Held, Scenario], Finding]] = {
    "513": judge_signed,
    "621": judge_list,
    "623": judge_cancellation,
    "625": judge_return,
    "711": judge_arrival,
    "507": judge_site_arrival,
    "509": judge_departure,
    "603": judge_export_list,
    "605": judge_cancellation,
    "607": judge_master_list,
    "701": judge_summary,
    "213": judge_export_return,
    "215": judge_tally,
}

__all__ = ["JUDGES", "Finding"]
