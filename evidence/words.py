"""The ledger's verbs in the reader's words: one table for whatever the rooms record. An entry keeps
its verb as it was digested; only what is shown is translated."""

from django.utils.translation import pgettext_lazy

KINDS = {
    # an order, from the buyer's side
    "placed": pgettext_lazy("evidence", "order placed"),
    "consented": pgettext_lazy("evidence", "consents given"),
    "paid": pgettext_lazy("evidence", "paid"),
    "expired": pgettext_lazy("evidence", "not paid in time"),
    "revived": pgettext_lazy("evidence", "taken up again after late money"),
    "cancelled": pgettext_lazy("evidence", "order cancelled"),
    "refund_asked": pgettext_lazy("evidence", "refund asked for"),
    "refunded": pgettext_lazy("evidence", "refunded"),
    "money_returned": pgettext_lazy("evidence", "money sent back"),
    "shipped": pgettext_lazy("evidence", "parcel shipped"),
    "packed": pgettext_lazy("evidence", "parcel packed"),
    "ready": pgettext_lazy("evidence", "ready for pick-up"),
    "handed_over": pgettext_lazy("evidence", "handed over at the counter"),
    "delivered": pgettext_lazy("evidence", "parcel delivered"),
    "returned": pgettext_lazy("evidence", "returned"),
    # customs
    "prepared": pgettext_lazy("evidence", "papers prepared"),
    "sent": pgettext_lazy("evidence", "declared to customs"),
    "received": pgettext_lazy("evidence", "received by customs"),
    "under_review": pgettext_lazy("evidence", "under review by customs"),
    "released": pgettext_lazy("evidence", "released by customs"),
    "refused": pgettext_lazy("evidence", "refused by customs"),
    "clearance_cancelled": pgettext_lazy("evidence", "declaration withdrawn"),
    "message sent": pgettext_lazy("evidence", "document handed over"),
    "message stuck": pgettext_lazy("evidence", "document stuck"),
    "message sent again": pgettext_lazy("evidence", "document sent again"),
    "consignee_corrected": pgettext_lazy("evidence", "consignee or address corrected"),
    "message replaced": pgettext_lazy("evidence", "new version of a document"),
    "many sent again": pgettext_lazy("evidence", "many documents sent again"),
    "zone stopped": pgettext_lazy("evidence", "sending stopped for a zone"),
    "zone started": pgettext_lazy("evidence", "sending taken up again for a zone"),
    "queue exported": pgettext_lazy("evidence", "list of documents downloaded"),
    "reconciled": pgettext_lazy("evidence", "books reconciled"),
    "discrepancy assigned": pgettext_lazy("evidence", "discrepancy given to somebody"),
    "discrepancy noted": pgettext_lazy("evidence", "note on a discrepancy"),
    "discrepancy explained": pgettext_lazy("evidence", "discrepancy closed as explained"),
    "discrepancy resolved": pgettext_lazy("evidence", "discrepancy closed as resolved"),
    "discrepancy reopened": pgettext_lazy("evidence", "discrepancy opened again"),
    "receipt arrived": pgettext_lazy("evidence", "receipt arrived"),
    "receipt applied": pgettext_lazy("evidence", "receipt applied"),
    "cancel_asked": pgettext_lazy("evidence", "withdrawal asked for"),
    "cancel_refused": pgettext_lazy("evidence", "withdrawal refused by customs"),
    "held": pgettext_lazy("evidence", "held by customs"),
    "inspected": pgettext_lazy("evidence", "inspected by customs"),
    "detained": pgettext_lazy("evidence", "detained by customs"),
    "return_asked": pgettext_lazy("evidence", "return asked for"),
    "return_declined": pgettext_lazy("evidence", "return declined"),
    "return_received": pgettext_lazy("evidence", "returned goods are back"),
    "return_closed": pgettext_lazy("evidence", "return closed without its parcel"),
    "return_refused": pgettext_lazy("evidence", "return refused by customs"),
    "return_settled": pgettext_lazy("evidence", "tax and limit of a return given back"),
    "return_applied_late": pgettext_lazy("evidence", "return declared too late for its tax"),
    "return_arrived_late": pgettext_lazy("evidence", "goods back too late for their tax"),
    "return_applied": pgettext_lazy("evidence", "return declared to customs"),
    "return_accepted": pgettext_lazy("evidence", "return accepted by customs"),
    "arrival written": pgettext_lazy("evidence", "arrival list written"),
    "tax bill": pgettext_lazy("evidence", "tax bill received"),
    "exports summed up": pgettext_lazy("evidence", "month of exports summed up"),
    "payment data asked": pgettext_lazy("evidence", "customs asked for payment data"),
    "payment data sent": pgettext_lazy("evidence", "payment data sent to customs"),
    "payment data stuck": pgettext_lazy("evidence", "payment data wait for a clerk"),
    "payment data sent again": pgettext_lazy("evidence", "payment data sent again"),
    # money by hand
    "transfer_confirmed": pgettext_lazy("evidence", "bank transfer confirmed"),
    "second_transfer": pgettext_lazy("evidence", "second bank transfer under one reference"),
    "refund_retried": pgettext_lazy("evidence", "refund sent again"),
    # exhibitors and goods
    "submitted": pgettext_lazy("evidence", "submitted for review"),
    "withdrawn": pgettext_lazy("evidence", "taken back from review"),
    "approved": pgettext_lazy("evidence", "approved"),
    "accepted": pgettext_lazy("evidence", "application accepted"),
    "declined": pgettext_lazy("evidence", "application declined"),
    "settled": pgettext_lazy("evidence", "participation settled"),
    "member joined": pgettext_lazy("evidence", "member joined"),
    "role changed": pgettext_lazy("evidence", "member's role changed"),
    "member removed": pgettext_lazy("evidence", "member removed"),
    "price changed": pgettext_lazy("evidence", "price changed"),
    "filing changed": pgettext_lazy("evidence", "filing changed"),
    "export approved": pgettext_lazy("evidence", "good approved for export"),
    "filing approved": pgettext_lazy("evidence", "filing approved"),
    "filing approval taken back": pgettext_lazy("evidence", "filing approval taken back"),
    "goods imported": pgettext_lazy("evidence", "goods imported"),
    "positive list entered": pgettext_lazy("evidence", "positive list taken over"),
}
HANDLED = " handled"  # a provider's notice that a clerk has answered: "money_late handled"


def in_words(kind):
    """An unknown verb is shown as it was recorded: better plain than hidden."""
    if kind.endswith(HANDLED):
        return pgettext_lazy("evidence", "notice answered")
    return KINDS.get(kind, kind)
