"""Goods on their way back: asked for, received, applied for with customs, settled, or closed
without their parcel. Each deed is
guarded by the return's own state, so a double click or two clerks change nothing twice."""

from .agreement import agree, place_for
from .arrival import receive_back
from .closing import close, close_lost
from .customs import (
    applied_again,
    apply_in_time,
    apply_to_customs,
    customs_accepts,
    customs_rejects,
)
from .requests import ask_return, decline

__all__ = [
    "agree",
    "applied_again",
    "apply_in_time",
    "apply_to_customs",
    "ask_return",
    "close",
    "close_lost",
    "customs_accepts",
    "customs_rejects",
    "decline",
    "place_for",
    "receive_back",
]
