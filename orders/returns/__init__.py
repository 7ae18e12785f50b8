"""Goods that come back: requested, received, applied for with customs, settled, or closed
without their parcel. Each action is guarded by the return's own state, so a double click or two
clerks change nothing twice."""

from .arrival import receive_back
from .closing import close, close_lost
from .customs import (
    apply_in_time,
    apply_to_customs,
    customs_accepts,
    customs_rejects,
    mark_applied_again,
)
from .requests import agree, decline, request_return, usual_return_address
