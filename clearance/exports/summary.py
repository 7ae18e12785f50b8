"""A month's lists out as one declaration (CEB701), due by the 15th of the next month (R-DOC-6):
what is ready, what is missing, and the application itself, one for each zone and consignor."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Zone
from catalog.models.zone import Mode
from ceb import field_named
from ceb.fields import Group
from clearance.days import day_begins
from clearance.documents.order import merchant
from clearance.exports.shared_documents import write_shared_document
from clearance.locking import locked_zone, once
from clearance.models import Declaration, Message
from evidence import actions as evidence
from orders.errors import OrderActionError
from orders.models import Order

DUE_DAY = 15
MAX_LISTS = 1000  # of one application, where customs' version sets no limit of its own
Kind, State = Message.Kind, Message.State


@dataclass
class MonthGroup:
    """One zone's and one consignor's month."""

    zone: Zone
    code: str
    name: str
    ready: list = field(default_factory=list)  # Declarations that no application names
    applied: int = 0
    missing: list = field(default_factory=list)  # Orders of the month without a released list


def due_on(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=DUE_DAY)


def month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_groups(month: date) -> list[MonthGroup]:
    """The month's direct exports (9610): by the Beijing day of release, and of payment where no
    release has come."""
    begins = day_begins(month.replace(day=1))
    ends = day_begins(due_on(month).replace(day=1))
    groups: dict[tuple[int, str], MonthGroup] = {}

    def group(order):
        code, name = merchant(order)
        return groups.setdefault((order.zone_id, code), MonthGroup(order.zone, code, name))

    for declaration in released_lists(begins, ends):
        month_group = group(declaration.order)
        if declaration.is_applied:
            month_group.applied += 1
        else:
            month_group.ready.append(declaration)
    for order in _unreleased(begins, ends):
        group(order).missing.append(order)
    return [groups[key] for key in sorted(groups)]


def released_lists(begins, ends):
    """Direct exports' lists released between two moments, as Declarations with `is_applied`."""
    # a rejected application leaves its lists to be applied for again (R-DOC-6)
    applied = Message.objects.filter(
        kind=Kind.SUMMARY, orders=OuterRef("order"), superseded_at=None
    ).exclude(state=State.REJECTED)
    declarations = Declaration.objects.filter(
        kind=Kind.EXPORT_LIST,
        state=Declaration.State.RELEASED,
        released_at__gte=begins,
        released_at__lt=ends,
        order__mode=Mode.DIRECT,
    ).exclude(invt_no="")
    return _with_order(declarations.annotate(is_applied=Exists(applied))).order_by("pk")


def _with_order(declarations):
    return declarations.select_related("order__zone", "order__exhibitor").prefetch_related(
        "order__zone__parties__enterprise"
    )


def _unreleased(begins, ends):
    return (
        Order.objects.exports()
        .paid()
        .filter(mode=Mode.DIRECT, paid_at__gte=begins, paid_at__lt=ends, cancelled_at=None)
        .filter(released_at=None)
        .select_related("zone", "exhibitor")
        .prefetch_related("zone__parties__enterprise")
        .order_by("pk")
    )


def is_running(month: date, today: date | None = None) -> bool:
    """May lists of the month still come, so that what is summed up now is not the whole of it?"""
    return (today or timezone.localdate()) < due_on(month).replace(day=1)


def summarize(month: date, zone_id, code, *, actor, reason=""):
    """Write the applications for what is ready of a pile, each of as many lists as a message
    takes; the Messages, none where nothing is ready. Pressed twice they are written once.

    A month that is not over needs a reason, which the ledger keeps; raises OrderActionError
    without one (R-DOC-6)."""
    if is_running(month) and not reason:
        raise OrderActionError(_("This month is not over yet: please say why it is summed up now."))
    return _summarize(month, zone_id, code, actor, reason) or []


@once
def _summarize(month, zone_id, code, actor, reason):
    zone = locked_zone(zone_id)
    groups = [p for p in month_groups(month) if (p.zone.pk, p.code) == (zone_id, code)]
    limit = max_lists()
    written = [
        _write(month, zone, group, group.ready[at : at + limit], actor, reason)
        for group in groups
        for at in range(0, len(group.ready), limit)
    ]
    return [message for message in written if message]


def max_lists():
    """Of one application: 100 by 2018-113, without end by 202205."""
    lists = field_named(Kind.SUMMARY, "SummaryApplyList")
    assert isinstance(lists, Group)
    _least, limit = lists.occurs(settings.CEB_VERSION)
    return min(limit or MAX_LISTS, MAX_LISTS)


def _write(month, zone, group, lists, actor, reason):
    number = number_of(month, group, [one.invt_no for one in lists])
    details = {
        "cop_no": number,
        "month": f"{month:%Y-%m}",
        "ebc_code": group.code,
        "ebc_name": group.name,
        "lists": [one.invt_no for one in lists],
    }
    orders = [one.order for one in lists]
    message = write_shared_document(zone, Kind.SUMMARY, details, orders, failed=[State.REJECTED])
    if message is None:
        return None
    payload = {"month": details["month"], "lists": len(lists), "key": number}
    evidence.record(
        subject=message.subject,
        kind="exports summed up",
        payload=payload | ({"reason": reason} if reason else {}),
        actor=actor,
    )
    return message


def number_of(month, group, lists):
    """copNo: by what is in it, so that the same lists are never applied for under two numbers."""
    text = "/".join([group.zone.code, group.code, *lists])
    return f"S{month:%Y%m}" + hashlib.sha256(text.encode()).hexdigest()[:12].upper()
