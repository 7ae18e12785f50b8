"""Goods that come back: requested, received, applied for with customs, settled, or closed
without their parcel. Each action is guarded by
 the return's own state, so a double click or two clerks change nothing twice."""

from .agreement import agree, usual_return_address
from .arrival import receive_back
from .closing import close, close_lost
from .customs import (
    apply_in_time,
    apply_to_customs,
    customs_accepts,
    customs_rejects,
    mark_applied_again,
)
from .requests import decline, request_return

__all__ = [
    "agree",
    "apply_in_time",
    "apply_to_customs",
    "close",
    "close_lost",
    "customs_accepts",
    "customs_rejects",
    "decline",
    "mark_applied_again",
    "receive_back",
    "request_return",
    "usual_return_address",
]
