"""What the catalogue announces to the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction that changed them, with `product_pks` (a sorted list), so that a
# receiver's own rows (the search outbox) stand or fall with the change itself.
goods_changed = Signal()


def notify_goods_changed(product_pks):
    """Announce products whose page, price or availability is no longer what it was."""
    pks = sorted(set(product_pks))
    if pks:
        goods_changed.send(sender=None, product_pks=pks)
