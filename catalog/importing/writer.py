"""A plan becomes rows: all of a batch or nothing of it, with the trails of price and stock."""

from django.db import transaction

from catalog.actions.new_goods import create_goods, write_first_stock
from catalog.actions.stock import set_many_on_hand
from catalog.importing.plan import Change, Plan
from catalog.models import Filing, PriceChange, Product, StockRecord, Variant
from catalog.package_limits import locked_package_use
from catalog.signals import notify_goods_changed
from evidence.actions import record
from exhibitors.actions.drafts import content, draft_of

FILING_FIELDS = [*(n for n in Filing.REGULATED if n != "zone_id"), "zone", "approved_at",
                 "approved_by"]  # fmt: skip


@transaction.atomic
def write_plan(plan: Plan, *, exhibitor, actor, approve: bool, reference: str) -> None:
    """reference: the file's name, for movements, price changes and the ledger.

    New goods beyond the exhibitor's package are left out, except where staff approve."""
    if plan.new and not approve:
        # another import of the same exhibitor may have written since the plan was made
        plan.keep(locked_package_use(exhibitor).room)
    if not (plan.new or plan.changes):
        return
    create_goods(plan.new, actor=actor, reference=reference)
    _write_products(plan.changes, actor, approve)
    _write_variants(plan.changes, actor, reference)
    _write_filings(plan.changes)
    _write_stock(plan.changes, actor, reference)
    notify_goods_changed(change.variant.product_id for change in plan.changes)
    record(
        subject=f"import {reference}"[:80],
        kind="goods imported",
        payload=_payload(plan),
        actor=actor,
    )


def _write_products(changes: list[Change], actor, approve: bool) -> None:
    """Live pages stay as they are until a reviewer agrees; staff who approve change them now."""
    direct, names = [], set()
    for change in changes:
        product = change.variant.product
        if not (change.product or change.shown):
            continue
        # a page with drafts goes through its revisions, or publishing an old draft would undo the
        # import
        if product.latest_revision_id or (product.live and not approve):
            _revise(product, change, actor, approve)
            continue
        for name, value in change.product.items():
            setattr(product, name, value)
        names |= set(change.product)
        if change.shown:
            product.live, product.has_unpublished_changes = True, False
            names |= {"live", "has_unpublished_changes"}
        direct.append(product)
    if direct:
        Product.objects.bulk_update(direct, sorted(names), batch_size=200)


def _revise(product: Product, change: Change, actor, approve: bool) -> None:
    """Staff who approve a row approve the row: texts that its exhibitor has written besides, and
    nobody has reviewed, stay in their draft."""
    shown, draft = Product.objects.get(pk=product.pk), draft_of(product)
    has_draft = draft is not product
    for name, value in change.product.items():
        setattr(shown, name, value)
        setattr(draft, name, value)
    revision = draft.save_revision(user=actor)
    if not approve:
        return
    if has_draft and content(draft) != content(shown):
        live = {"live": True} if change.shown else {}
        Product.objects.filter(pk=product.pk).update(**change.product, **live)
    else:
        revision.publish(user=actor)


def _write_variants(changes: list[Change], actor, reference: str) -> None:
    names = set().union(*(change.variant_names for change in changes))
    touched = [change.variant for change in changes if change.variant_names]
    if touched:
        Variant.objects.bulk_update(touched, sorted(names), batch_size=200)
    PriceChange.objects.bulk_create(
        PriceChange(
            variant=change.variant,
            old=change.old_price[0],
            new=change.variant.price,
            currency=change.variant.currency,
            old_currency=change.old_currency,
            actor=actor,
            reason=reference[:120],
        )
        for change in changes
        if change.old_price is not None
    )


def _write_filings(changes: list[Change]) -> None:
    filings = [change.variant.filing for change in changes if change.filing]
    Filing.objects.bulk_create([filing for filing in filings if filing.pk is None])
    known = [filing for filing in filings if filing.pk is not None]
    if known:
        Filing.objects.bulk_update(known, FILING_FIELDS, batch_size=100)


def _write_stock(changes: list[Change], actor, reference: str) -> None:
    moved = [(change.variant, *change.stock) for change in changes if change.stock is not None]
    new = [
        StockRecord(variant=variant, zone=zone, on_hand=pieces)
        for variant, zone, known, pieces in moved
        if known is None
    ]
    write_first_stock(new, actor, reference)
    counted = {known: pieces for _, _, known, pieces in moved if known is not None}
    set_many_on_hand(counted, actor=actor, reason=reference)


def _payload(plan: Plan) -> dict:
    new_variants = [good.variants[0] for good in plan.new]  # a row makes one of each
    approved = [new.variant for new in new_variants if new.filing and new.filing.approved_at]
    approved += [change.variant for change in plan.changes if change.approved]
    return {
        "created": [new.variant.sku for new in new_variants],
        "updated": [change.variant.sku for change in plan.changes],
        "approved": [variant.sku for variant in approved],
        "prices": {
            change.variant.sku: [str(change.old_price[0]), str(change.variant.price)]
            for change in plan.changes
            if change.old_price is not None
        },
    }
