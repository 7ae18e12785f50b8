"""The only writer of stock. Every verb changes a record by one guarded UPDATE and leaves one
movement, so that the sum of the movements is the record (`catalog.integrity.stock`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from catalog.models import StockMovement, StockRecord
from catalog.signals import notify_goods_changed

Kind = StockMovement.Kind


class StockShort(Exception):
    """Not enough free pieces. `shortages`: (record pk, pieces that were free), lowest pk first."""

    def __init__(self, shortages: list[tuple[int, int]]):
        super().__init__(shortages)
        self.shortages = shortages


class StockMismatch(Exception):
    """More given back, shipped or taken away than the books hold: a fault of the caller."""


def reserve(wanted: Mapping[int, int], *, reference: str) -> None:
    """Set pieces aside for an order, all of them or none.

    wanted: pieces (> 0) by stock record pk; two lines of one record must be added up before.
    Raises StockShort with every record that falls short. Records are taken in the order of
    their pk, so two orders of the same goods can't wait for each other.
    """
    wanted = _checked(wanted)
    with transaction.atomic():
        short = [
            pk
            for pk, pieces in wanted.items()
            if not StockRecord.objects.filter(pk=pk, on_hand__gte=F("reserved") + pieces).update(
                reserved=F("reserved") + pieces
            )
        ]
        if short:
            raise StockShort(_free(short))
        _write_movements(wanted, Kind.RESERVED, reserved=1, reference=reference)


def release(wanted: Mapping[int, int], *, reference: str, actor=None) -> None:
    """Give back what `reserve` set aside. Raises StockMismatch beyond what is reserved."""
    wanted = _checked(wanted)
    with transaction.atomic():
        for pk, pieces in wanted.items():
            _change(pk, pieces, {"reserved__gte": pieces}, reserved=F("reserved") - pieces)
        _write_movements(wanted, Kind.RELEASED, reserved=-1, reference=reference, actor=actor)


def ship(wanted: Mapping[int, int], *, reference: str, actor=None) -> None:
    """Reserved pieces leave the warehouse. Raises StockMismatch beyond what is reserved."""
    wanted = _checked(wanted)
    with transaction.atomic():
        for pk, pieces in wanted.items():
            _change(
                pk,
                pieces,
                {"reserved__gte": pieces},
                on_hand=F("on_hand") - pieces,
                reserved=F("reserved") - pieces,
            )
        _write_movements(
            wanted, Kind.SHIPPED, on_hand=-1, reserved=-1, reference=reference, actor=actor
        )


def take_back(wanted: Mapping[int, int], *, reference: str, actor=None) -> None:
    """Returned goods stand in the warehouse again (R-RET-2)."""
    _add(wanted, Kind.RETURNED, reference=reference, actor=actor)


def open_record(filing) -> None:
    """A place in the books, empty, where the filing says the goods stand: without one nobody
    could write down the first pieces."""
    if filing.zone_id:
        StockRecord.objects.get_or_create(variant_id=filing.variant_id, zone_id=filing.zone_id)


def receive(record: StockRecord, pieces: int, *, reference: str, actor=None) -> None:
    """New goods arrive."""
    _add({record.pk: pieces}, Kind.RECEIVED, reference=reference, actor=actor)


def set_on_hand(record: StockRecord, pieces: int, *, actor, reason: str) -> None:
    """Make the books say what was counted. Raises StockMismatch below what orders hold."""
    if pieces < 0:
        raise StockMismatch(f"{pieces} pieces counted")
    with transaction.atomic():
        held = StockRecord.objects.select_for_update().get(pk=record.pk)
        if pieces < held.reserved:
            raise StockMismatch(f"{held.reserved} pieces are reserved, {pieces} counted")
        change = pieces - held.on_hand
        if not change:
            return
        StockRecord.objects.filter(pk=held.pk).update(on_hand=pieces)
        _write_movements(
            {held.pk: 1}, Kind.ADJUSTED, on_hand=change, reference=reason[:80], actor=actor
        )


def set_many(counted: Mapping[StockRecord, int], *, actor, reason: str) -> None:
    """`set_on_hand` for many records just read; raises StockMismatch where one has moved since
    or would fall below what orders hold. Nothing is changed then."""
    counted = {record: n for record, n in counted.items() if n != record.on_hand}
    with transaction.atomic():
        for record in sorted(counted, key=lambda record: record.pk):
            _change(
                record.pk,
                counted[record],
                {"on_hand": record.on_hand, "reserved__lte": counted[record]},
                on_hand=counted[record],
            )
        StockMovement.objects.bulk_create(
            StockMovement(
                record=record,
                kind=Kind.ADJUSTED,
                on_hand=pieces - record.on_hand,
                reference=reason[:80],
                actor=actor,
            )
            for record, pieces in counted.items()
        )
        _tell_turned({record.pk: pieces - record.on_hand for record, pieces in counted.items()})


def _checked(wanted: Mapping[int, int]) -> dict[int, int]:
    if any(pieces <= 0 for pieces in wanted.values()):
        raise ValueError("stock moves by whole pieces above zero")
    return dict(sorted(wanted.items()))


def _add(wanted: Mapping[int, int], kind, *, reference, actor) -> None:
    wanted = _checked(wanted)
    with transaction.atomic():
        for pk, pieces in wanted.items():
            _change(pk, pieces, {}, on_hand=F("on_hand") + pieces)
        _write_movements(wanted, kind, on_hand=1, reference=reference, actor=actor)


def _change(pk: int, pieces: int, guard: dict, **change) -> None:
    if not StockRecord.objects.filter(pk=pk, **guard).update(**change):
        raise StockMismatch(f"stock record {pk} does not hold {pieces} such pieces")


def _write_movements(wanted, kind, *, on_hand=0, reserved=0, reference, actor=None) -> None:
    StockMovement.objects.bulk_create(
        StockMovement(
            record_id=pk,
            kind=kind,
            on_hand=on_hand * pieces,
            reserved=reserved * pieces,
            reference=reference,
            actor=actor,
        )
        for pk, pieces in wanted.items()
    )
    _tell_turned({pk: (on_hand - reserved) * pieces for pk, pieces in wanted.items()})


def _tell_turned(changes: dict[int, int]) -> None:
    """Announce the goods that have just sold out or come back; other counts stay out of search."""
    rows = StockRecord.objects.filter(pk__in=changes).values_list(
        "pk", "on_hand", "reserved", "variant__product"
    )
    notify_goods_changed(
        product
        for pk, on_hand, reserved, product in rows
        if (on_hand - reserved > 0) != (on_hand - reserved - changes[pk] > 0)
    )


def _free(pks: list[int]) -> list[tuple[int, int]]:
    free = {record.pk: record.free for record in StockRecord.objects.filter(pk__in=pks)}
    return [(pk, free.get(pk, 0)) for pk in pks]
