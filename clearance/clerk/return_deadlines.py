"""Returns whose two deadlines are running: what is left of the days that tax and limit depend
on."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from orders.models import Return
from orders.returns.rules import deadlines_of

State = Return.State
UNDER_WAY = Q(state__in=[State.REQUESTED, State.RECEIVED, State.APPLYING, State.REJECTED])
SOON = timedelta(days=7)
MAX_ROWS = 200


@dataclass(frozen=True, slots=True)
class RunningReturn:
    """A return under way; until: the next day that decides, None without a release."""

    goods_return: Return
    until: date | None
    waits_for_goods: bool  # else for customs

    @property
    def days(self):
        return None if self.until is None else (self.until - timezone.localdate()).days

    @property
    def waits_for_us(self):
        """The buyer does not know yet where the goods go to."""
        return self.goods_return.is_expected and not self.goods_return.send_to

    @property
    def is_soon(self):
        return self.until is not None and self.until <= timezone.localdate() + SOON


def running_returns():
    """Those open, the oldest release first: its deadlines end first."""
    returns = Return.objects.filter(UNDER_WAY).select_related("order")
    return [_running(one) for one in returns.order_by("order__released_at", "pk")[:MAX_ROWS]]


def _running(goods_return):
    deadlines = deadlines_of(goods_return.order)
    days = []
    if deadlines and not goods_return.applied_on:
        days.append((deadlines.apply_by, False))
    if deadlines and not goods_return.arrived_on:
        days.append((deadlines.arrive_by, True))
    until, waits_for_goods = min(days, default=(None, not goods_return.arrived_on))
    return RunningReturn(goods_return, until, waits_for_goods)
