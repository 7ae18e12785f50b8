"""Demo sales abroad, by the desk's own actions. Consignees and addresses are made up."""

import secrets
from itertools import count

from django.utils import timezone

from catalog.admission.exports import exportable
from orders.actions.place_export import ForeignConsignee, place_export
from orders.errors import OrderActionError
from orders.payments.receiving.incoming_payments import record_incoming_payment
from tools.demo.content import table
from tools.demo.orders.purchases import SoldOutError

CONSIGNEES = [ForeignConsignee(**row) for row in table("consignees")]


class ExportShop:
    """Goods for export that demo sellers take turns to sell, one piece each time."""

    def __init__(self, *, mode=""):
        self.filings = exportable(mode=mode)
        self.turn = count(secrets.randbelow(len(self.filings) or 1))

    def sell(self):
        """One export order. Raises SoldOutError when nothing is left."""
        while self.filings:
            n = next(self.turn)
            filing = self.filings[n % len(self.filings)]
            try:
                return place_export(
                    filing.variant.product.exhibitor,
                    {filing.variant_id: 1},
                    CONSIGNEES[n % len(CONSIGNEES)],
                    client_token=secrets.token_urlsafe(24),
                )
            except OrderActionError:
                self.filings.remove(filing)
        raise SoldOutError("there is nothing (any more) that demo sellers could export")


def pay_demo_export(order):
    record_incoming_payment(order, reference=f"DEMO-{order.number}", paid_at=timezone.now())
