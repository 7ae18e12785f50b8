"""Writes stock; `catalog/actions/new_goods.py` writes the first pieces of new goods. Every function
changes a record by one guarded UPDATE and leaves one movement, so that the sum of the movements is
the record (`catalog.integrity.stock`)."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from catalog.models import StockMovement, StockRecord
from catalog.signals import notify_goods_changed

Kind = StockMovement.Kind


class OutOfStockError(Exception):
    """Not enough free pieces. `shortages`: (record pk, pieces that were free), lowest pk first."""

    def __init__(self, shortages: list[tuple[int, int]]):
        super().__init__(shortages)
        self.shortages = shortages


class StockMismatchError(Exception):
    """More freed, shipped or taken away than the record holds: a mistake of the caller."""


def reserve(pieces_by_record: Mapping[int, int], *, reference: str) -> None:
    """Set pieces aside for an order, all of them or none.

    pieces_by_record: pieces (> 0) by stock record pk, two lines of one record added up.
    Raises OutOfStockError with every record that falls short. Records are taken in the order of
    their pk, so two orders of the same goods can't wait for each other.
    """
    pieces_by_record = _checked(pieces_by_record)
    with transaction.atomic():
        short = [
            pk
            # one guarded UPDATE a record: of two buyers of the last piece one changes no row
            # (trap 1)
            for pk, pieces in pieces_by_record.items()
            if not StockRecord.objects.filter(pk=pk, on_hand__gte=F("reserved") + pieces).update(
                reserved=F("reserved") + pieces
            )
        ]
        if short:
            raise OutOfStockError(_free(short))
        _write_movements(pieces_by_record, Kind.RESERVED, reserved=1, reference=reference)


def free(pieces_by_record: Mapping[int, int], *, reference: str, actor=None) -> None:
    """Give back what `reserve` set aside. Raises StockMismatchError beyond what is reserved."""
    _move(pieces_by_record, Kind.FREED, reserved=-1, reference=reference, actor=actor)


def ship(pieces_by_record: Mapping[int, int], *, reference: str, actor=None) -> None:
    """Reserved pieces leave the warehouse. Raises StockMismatchError beyond what is reserved."""
    _move(pieces_by_record, Kind.SHIPPED, on_hand=-1, reserved=-1, reference=reference, actor=actor)


def receive_returned(pieces_by_record: Mapping[int, int], *, reference: str, actor=None) -> None:
    """Returned goods are back in the warehouse (R-RET-2)."""
    _move(pieces_by_record, Kind.RETURNED, on_hand=1, reference=reference, actor=actor)


def open_record(filing) -> None:
    """An empty stock record in the zone of the filing: without one nobody could count
    the first pieces."""
    if filing.zone_id:
        StockRecord.objects.get_or_create(variant_id=filing.variant_id, zone_id=filing.zone_id)


def receive(record: StockRecord, pieces: int, *, reference: str, actor=None) -> None:
    _move({record.pk: pieces}, Kind.RECEIVED, on_hand=1, reference=reference, actor=actor)


def set_on_hand(record: StockRecord, pieces: int, *, actor, reason: str) -> None:
    """Set what was counted. Raises StockMismatchError below what orders hold."""
    if pieces < 0:
        raise StockMismatchError(f"{pieces} pieces counted")
    with transaction.atomic():
        # locked, because the difference to be written depends on what is there now
        locked = StockRecord.objects.select_for_update().get(pk=record.pk)
        if pieces < locked.reserved:
            raise StockMismatchError(f"{locked.reserved} pieces are reserved, {pieces} counted")
        change = pieces - locked.on_hand
        if not change:
            return
        StockRecord.objects.filter(pk=locked.pk).update(on_hand=pieces)
        changes = {locked.pk: change}
        _write_movements(changes, Kind.ADJUSTED, on_hand=1, reference=reason[:80], actor=actor)


def set_many_on_hand(counted: Mapping[StockRecord, int], *, actor, reason: str) -> None:
    """`set_on_hand` for many records just read; raises StockMismatchError where one has moved since
    or would fall below what orders hold. Nothing is changed then."""
    counted = {record: n for record, n in counted.items() if n != record.on_hand}
    with transaction.atomic():
        # in the order of their pk, as orders take them: two imports can't wait for each other
        for record in sorted(counted, key=lambda record: record.pk):
            _change(
                record.pk,
                counted[record],
                {"on_hand": record.on_hand, "reserved__lte": counted[record]},
                on_hand=counted[record],
            )
        changes = {record.pk: pieces - record.on_hand for record, pieces in counted.items()}
        _write_movements(changes, Kind.ADJUSTED, on_hand=1, reference=reason[:80], actor=actor)


def _checked(pieces_by_record: Mapping[int, int]) -> dict[int, int]:
    if any(pieces <= 0 for pieces in pieces_by_record.values()):
        raise ValueError("stock moves by whole pieces above zero")
    return dict(sorted(pieces_by_record.items()))


def _move(pieces_by_record, kind, *, on_hand=0, reserved=0, **trail) -> None:
    """on_hand, reserved: 1 or -1 where pieces are added there or taken away."""
    pieces_by_record = _checked(pieces_by_record)
    with transaction.atomic():
        for pk, pieces in pieces_by_record.items():
            _change(
                pk,
                pieces,
                {"reserved__gte": pieces} if reserved < 0 else {},
                on_hand=F("on_hand") + on_hand * pieces,
                reserved=F("reserved") + reserved * pieces,
            )
        _write_movements(pieces_by_record, kind, on_hand=on_hand, reserved=reserved, **trail)


def _change(pk: int, pieces: int, guard: dict, **change) -> None:
    if not StockRecord.objects.filter(pk=pk, **guard).update(**change):
        raise StockMismatchError(f"stock record {pk} does not hold {pieces} such pieces")


def _write_movements(
    pieces_by_record, kind, *, on_hand=0, reserved=0, reference, actor=None
) -> None:
    StockMovement.objects.bulk_create(
        StockMovement(
            record_id=pk,
            kind=kind,
            on_hand=on_hand * pieces,
            reserved=reserved * pieces,
            reference=reference,
            actor=actor,
        )
        for pk, pieces in pieces_by_record.items()
    )
    _notify_turned({pk: (on_hand - reserved) * pieces for pk, pieces in pieces_by_record.items()})


def _notify_turned(changes: dict[int, int]) -> None:
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
