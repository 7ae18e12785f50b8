"""Money from abroad, on the account of the exhibitor who sold: its own word, with the bank's number
of the payment, is the provider's notification (CEB403 is made from it)."""

from orders.payments.manual.gateway import ManualGateway


class ReceivingGateway(ManualGateway):
    provider = "receiving"
    urls = ""  # the exhibitor notes the money at its desk (`orders/desk/exports.py`)

    def clerk_panel(self, query, submitted=None):
        return None

    def number_of(self, event):
        """Numbers are each exhibitor's own: two banks may use one number."""
        return event.event_id.partition(":")[2]
