"""Exports on their way out of the country, by the carrier's bill of lading: what customs was told
of each parcel and what can be told next. Reading only; `report_parcels.py` acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, Max, OuterRef
from django.db.models.fields.json import KT
from django.utils import timezone

from clearance.models import Declaration, Message

Kind, State, Listed = Message.Kind, Message.State, Declaration.State
FAILED = (State.REJECTED, State.STUCK)  # told in vain: the parcels may be told of anew
SHOWN_FOR = timedelta(days=90)
MOST_SHOWN = 500  # parcels under one bill


@dataclass(frozen=True, slots=True)
class Step:
    """What can be said of parcels together. lists: in which states of their list; letter: begins
    its documents' numbers."""

    kind: str
    lists: frozenset[str]
    letter: str


DECLARED = frozenset({Listed.DECLARED, Listed.UNDER_REVIEW, Listed.HELD, Listed.RELEASED})
STEPS: Mapping[str, Step] = {
    "arrival": Step(Kind.EXPORT_ARRIVAL, DECLARED, "K"),
    "master": Step(Kind.MASTER_LIST, DECLARED, "M"),
    "departure": Step(Kind.DEPARTURE, frozenset({Listed.RELEASED}), "D"),
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """declaration: the list as customs holds it, None before customs has numbered it; told: by
    kind, the newest document that names it."""

    waybill: Message
    declaration: Declaration | None
    told: Mapping[str, Message]

    @property
    def order(self):
        return self.waybill.order

    @property
    def number(self):
        return self.waybill.answer.get("logistics_no", "")

    @property
    def arrival(self):
        return self.told.get(Kind.EXPORT_ARRIVAL)

    @property
    def master(self):
        return self.told.get(Kind.MASTER_LIST)

    @property
    def departure(self):
        return self.told.get(Kind.DEPARTURE)

    @property
    def open_steps(self):
        return [name for name, step in STEPS.items() if self.may(step)]

    def may(self, step):
        """Can customs be told this of it (again, where it was in vain)?"""
        before = self.told.get(step.kind)
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
        .annotate(bill=KT("answer__bill_no"), is_gone=_told_gone(), is_released=Exists(released))
        .order_by()
        .values("zone_id", "zone__code", "bill")
        .annotate(
            parcels=Count("pk"),
            released=Count("pk", filter=F("is_released")),
            departed=Count("pk", filter=F("is_gone")),
            newest=Max("pk"),
        )
        .filter(departed__lt=F("parcels"))
        .order_by("-newest")
    )


def _told_gone():
    told = Message.objects.filter(kind=Kind.DEPARTURE, superseded_at=None, orders=OuterRef("order"))
    return Exists(told.exclude(state__in=FAILED))


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
    found = waybills().filter(zone=zone, answer__bill_no=bill).select_related("order")
    found = list(found.defer("content").order_by(_told_gone(), "pk")[:MOST_SHOWN])
    orders = [waybill.order_id for waybill in found]
    declared = {
        one.order_id: one
        for one in Declaration.objects.filter(kind=Kind.EXPORT_LIST, order__in=orders).exclude(
            invt_no=""
        )
    }
    told = _told_of(orders)
    return [Parcel(one, declared.get(one.order_id), told.get(one.order_id, {})) for one in found]


def _told_of(orders):
    kinds = [step.kind for step in STEPS.values()]
    rows = Message.orders.through.objects.filter(
        order__in=orders, message__kind__in=kinds, message__superseded_at=None
    )
    told: dict[int, dict[str, Message]] = {}
    for row in rows.select_related("message").defer("message__content").order_by("message"):
        told.setdefault(row.order_id, {})[row.message.kind] = row.message
    return told
