"""Exports on their way out of the country, by the carrier's bill of lading: what was reported
of each parcel and what can be reported next. Reading only; `report_parcels.py` acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.db.models.fields.json import KT
from django.utils import timezone

from clearance.models import Declaration, Message

Kind, State, Listed = Message.Kind, Message.State, Declaration.State
FAILED = (State.REJECTED, State.STUCK)  # reported in vain: the parcels may be reported anew
SHOWN_FOR = timedelta(days=90)
MAX_SHOWN = 500  # parcels under one bill


@dataclass(frozen=True, slots=True)
class ReportStep:
    """What can be said of parcels together. lists: in which states of their list; prefix: begins
    its documents' numbers."""

    kind: str
    lists: frozenset[str]
    prefix: str


DECLARED = frozenset({Listed.DECLARED, Listed.UNDER_REVIEW, Listed.HELD, Listed.RELEASED})
STEPS: Mapping[str, ReportStep] = {
    "arrival": ReportStep(Kind.EXPORT_ARRIVAL, DECLARED, "K"),
    "master": ReportStep(Kind.MASTER_LIST, DECLARED, "M"),
    "departure": ReportStep(Kind.DEPARTURE, frozenset({Listed.RELEASED}), "D"),
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """declaration: the list as customs holds it, None before customs has numbered it; reported: by
    kind, the newest document that names it."""

    waybill: Message
    declaration: Declaration | None
    reported: Mapping[str, Message]

    @property
    def order(self):
        return self.waybill.order

    @property
    def number(self):
        return self.waybill.answer.get("logistics_no", "")

    @property
    def arrival(self):
        return self.reported.get(Kind.EXPORT_ARRIVAL)

    @property
    def master(self):
        return self.reported.get(Kind.MASTER_LIST)

    @property
    def departure(self):
        return self.reported.get(Kind.DEPARTURE)

    @property
    def open_steps(self):
        return [name for name, step in STEPS.items() if self.may(step)]

    def may(self, step):
        """Can this be reported of it (again, where it was in vain)?"""
        before = self.reported.get(step.kind)
        is_free = before is None or before.state in FAILED
        return is_free and self.declaration is not None and self.declaration.state in step.lists


def bills():
    """Bills of lading with parcels that have not left, newest first: rows of zone (id), zone__code,
    bill, parcels, released, departed."""
    released = Declaration.objects.filter(
        kind=Kind.EXPORT_LIST, state=Listed.RELEASED, order=OuterRef("order")
    )
    return (
        waybills()
        .filter(created_at__gte=timezone.now() - SHOWN_FOR)
        .annotate(
            bill=KT("answer__bill_no"), is_gone=_reported_gone(), is_released=Exists(released)
        )
        .order_by()
        .values("zone_id", "zone__code", "bill")
        .annotate(
            parcels=Count("pk"),
            released=Count("pk", filter=Q(is_released=True)),
            departed=Count("pk", filter=Q(is_gone=True)),
            newest=Max("pk"),
        )
        .filter(departed__lt=F("parcels"))
        .order_by("-newest")
    )


def _reported_gone():
    reported = Message.objects.filter(
        kind=Kind.DEPARTURE, superseded_at=None, orders=OuterRef("order")
    )
    return Exists(reported.exclude(state__in=FAILED))


def waybills():
    return Message.objects.filter(
        kind=Kind.EXPORT_WAYBILL,
        superseded_at=None,
        order__cancelled_at=None,
        answer__has_key="bill_no",
    ).exclude(answer__bill_no="")


def parcels_of(zone, bill):
    """The first MOST_SHOWN parcels under a bill, in a fixed number of queries: those that have left
    come last, so that of a longer bill the others move up."""
    messages = waybills().filter(zone=zone, answer__bill_no=bill).select_related("order")
    messages = list(messages.defer("content").order_by(_reported_gone(), "pk")[:MAX_SHOWN])
    orders = [waybill.order_id for waybill in messages]
    declared = {
        one.order_id: one
        for one in Declaration.objects.filter(kind=Kind.EXPORT_LIST, order__in=orders).exclude(
            invt_no=""
        )
    }
    reported = _reported_documents(orders)
    return [
        Parcel(one, declared.get(one.order_id), reported.get(one.order_id, {})) for one in messages
    ]


def _reported_documents(orders):
    kinds = [step.kind for step in STEPS.values()]
    rows = Message.orders.through.objects.filter(
        order__in=orders, message__kind__in=kinds, message__superseded_at=None
    )
    reported: dict[int, dict[str, Message]] = {}
    for row in rows.select_related("message").defer("message__content").order_by("message"):
        reported.setdefault(row.order_id, {})[row.message.kind] = row.message
    return reported
