"""What customs compares a document with: something is missing yet, something is wrong, or nothing.
One function a kind; kinds without one are stored as they come."""

from collections.abc import Callable

from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.matching.arrivals import (
    match_arrival,
    match_departure,
    match_signed,
    match_site_arrival,
    match_tally,
)
from tools.customs_sandbox.matching.changes import match_cancellation, match_return
from tools.customs_sandbox.matching.exports import match_export_list
from tools.customs_sandbox.matching.imports import match_list
from tools.customs_sandbox.matching.result import MatchResult
from tools.customs_sandbox.matching.summaries import match_master_list, match_summary
from tools.customs_sandbox.scenario import Scenario

MATCHERS: dict[str, Callable[[CustomsDocument, Scenario], MatchResult]] = {
    "513": match_signed,
    "621": match_list,
    "623": match_cancellation,
    "625": match_return,
    "711": match_arrival,
    "507": match_site_arrival,
    "509": match_departure,
    "603": match_export_list,
    "605": match_cancellation,
    "607": match_master_list,
    "701": match_summary,
    "213": match_return,
    "215": match_tally,
}
