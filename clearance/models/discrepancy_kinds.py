"""Every kind of discrepancy: what it is called and how to resolve it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class DiscrepancyKind:
    """page: where the remedy is done: order, document, taxes, payments, strays or exports."""

    name: str
    label: str | Promise
    remedy: str | Promise
    page: str = "document"


KINDS = {
    kind.name: kind
    for kind in (
        # our records among themselves
        DiscrepancyKind(
            "paid_without_document", _("paid, without documents"),
            _(
                "Documents are prepared within seconds of payment. Check whether the worker is "
                "running; if it is, open the order: it shows the reason for the delay."
            ),
            "order",
        ),
        DiscrepancyKind(
            "not_sent", _("prepared, not sent"),
            _(
                "Open the document: its last attempt gives the reason. Check the zone's stop "
                "switch and the connection to customs, then send it again."
            ),
        ),
        DiscrepancyKind(
            "no_receipt", _("sent, without a receipt"),
            _(
                "Look for it among the unmatched receipts; ask the customs agent whether "
                "customs has it. If it has not, send it again."
            ),
        ),
        DiscrepancyKind(
            "unsettled_rejection", _("rejected or stuck, not dealt with"),
            _(
                "Open the document, read customs' reply, correct it and send it again; or end "
                "the order and refund it."
            ),
        ),
        DiscrepancyKind(
            "list_missing", _("three documents accepted, no declaration list"),
            _(
                "The list is generated automatically once all three documents are accepted. "
                "Check whether the worker is running; for direct purchase, whether the arrival "
                "was reported."
            ),
            "order",
        ),
        DiscrepancyKind(
            "released_without_receipt", _("released here, without a receipt of release"),
            _(
                "Ask the customs agent for customs' receipt. Until it is on file the goods "
                "must not be moved."
            ),
            "order",
        ),
        DiscrepancyKind(
            "receipt_without_release", _("released by customs, not shown on the order"),
            _(
                "Open the list: a cancelled order needs a cancellation or a return at customs; "
                "otherwise process its receipts again."
            ),
        ),
        DiscrepancyKind(
            "waybill_missing", _("released, without a waybill"),
            _(
                "Open the order's waybill document: send it again or ask the carrier for its"
                " number."
            ),
            "order",
        ),
        DiscrepancyKind(
            "waybill_differs", _("waybill numbers differ"),
            _(
                "The parcel, the waybill document and the carrier must show the same number. "
                "Ask the carrier which is right and correct the parcel on the order's page."
            ),
            "order",
        ),
        DiscrepancyKind(
            "amount_differs", _("amounts differ"),
            _(
                "Compare payment, refunds and the declared amount. If the declaration is wrong "
                "and not yet released, send the documents again from the order; if the money "
                "is wrong, settle it on the payments page."
            ),
            "order",
        ),
        DiscrepancyKind(
            "tax_differs", _("tax differs from customs' bill"),
            _(
                "Compare the bill with the order line by line: rate, origin and dutiable "
                "value. If our filing is wrong, correct it; the platform bears the difference, "
                "the buyer is not charged more."
            ),
            "order",
        ),
        DiscrepancyKind(
            "bill_without_list", _("tax bill for an unknown list"),
            _(
                "Ask the customs agent whose list it is. If it is ours, the receipt with its "
                "number is missing: have it sent again."
            ),
            "unmatched",
        ),
        DiscrepancyKind(
            "receipt_without_document", _("receipt without a document"),
            _(
                "Read it. A receipt for one of our documents is matched automatically; one for "
                "another company's has to be corrected by the customs agent."
            ),
            "unmatched",
        ),
        DiscrepancyKind(
            "not_summed_up", _("released export, not summarized in time"),
            _(
                "Open the month under “Exports by month” and prepare its application; it was due"
                " on the 15th."
            ),
            "exports",
        ),
        DiscrepancyKind(
            "no_summary_result", _("month applied for, no result"),
            _(
                "Ask the customs agent whether customs has made the declaration; its result "
                "(CEB792) may be among the unmatched receipts."
            ),
        ),
        # with a file of customs or of a partner
        DiscrepancyKind(
            "unknown_there", _("in their file, unknown to us"),
            _(
                "Compare the number digit by digit. If it is not ours, inform the sender of "
                "the file; declarations made in our name without us are reported to customs."
            ),
            "unmatched",
        ),
        DiscrepancyKind(
            "missing_there", _("here, not in their file"),
            _(
                "Ask the sender of the file whether it covers the whole period. If it does, "
                "ask them to look up the document by its number."
            ),
            "order",
        ),
        DiscrepancyKind(
            "released_there", _("released there, not here"),
            _(
                "The receipt of release is missing: ask the customs agent or the exchange "
                "platform to send it again. Nothing is shipped until it arrives."
            ),
            "order",
        ),
        DiscrepancyKind(
            "not_released_there", _("released here, not there"),
            _(
                "Show the customs agent our receipt of release; hold the parcel until customs "
                "confirms it."
            ),
            "order",
        ),
        DiscrepancyKind(
            "list_number_differs", _("numbers of the declaration list differ"),
            _(
                "Ask the customs agent which number is valid; an older list may have to be "
                "cancelled at customs."
            ),
            "order",
        ),
        DiscrepancyKind(
            "twice_there", _("twice in their file"),
            _(
                "Ask the sender whether it was charged or declared twice; if so, have one "
                "withdrawn."
            ),
            "order",
        ),
    )
}  # fmt: skip
