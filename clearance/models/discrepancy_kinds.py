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
                "Every paid order is prepared within seconds. Check whether the worker runs; "
                "if it does, open the order: it says what keeps it waiting."
            ),
            "order",
        ),
        DiscrepancyKind(
            "not_sent", _("written, not sent"),
            _(
                "Open the document: its last attempt says why. Check the zone's stop switch "
                "and the connection to customs, then send it again."
            ),
        ),
        DiscrepancyKind(
            "no_receipt", _("sent, without a receipt"),
            _(
                "Look for it among unmatched receipts; ask the broker whether customs has it."
                " If customs does not know it, send it again."
            ),
        ),
        DiscrepancyKind(
            "unsettled_rejection", _("rejected or stuck, nothing done since"),
            _(
                "Open the document, read what customs says, correct it and send it again; or end"
                " the order and return the money."
            ),
        ),
        DiscrepancyKind(
            "list_missing", _("three documents accepted, no declaration list"),
            _(
                "The list is written automatically once all three documents are accepted. "
                "Check whether the worker runs; for direct purchase, whether the arrival was "
                "reported."
            ),
            "order",
        ),
        DiscrepancyKind(
            "released_without_receipt", _("released here, without a receipt that says so"),
            _(
                "Ask the broker for customs' answer. Until it is on file the goods stay where"
                " they are."
            ),
            "order",
        ),
        DiscrepancyKind(
            "receipt_without_release", _("customs has released, the order does not say so"),
            _(
                "Open the list: a cancelled order needs a cancellation or a return at customs;"
                " else apply its receipts again."
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
                "Parcel, waybill document and the carrier must name one number. Ask the carrier"
                " which is right; correct the parcel on the order's page."
            ),
            "order",
        ),
        DiscrepancyKind(
            "amount_differs", _("amounts differ"),
            _(
                "Compare payment, refunds and the declared amount. Declared wrongly and not yet"
                " released: send the documents again from the order; money wrong: settle it at"
                " the payments."
            ),
            "order",
        ),
        DiscrepancyKind(
            "tax_differs", _("tax differs from customs' bill"),
            _(
                "Compare the bill's lines with the order's: rate, origin and dutiable value. If"
                " our filing is wrong, correct the good's filing; the difference is the"
                " platform's to settle, the buyer is not asked for more."
            ),
            "order",
        ),
        DiscrepancyKind(
            "bill_without_list", _("tax bill of a list we do not know"),
            _(
                "Ask the broker whose list it is. If it is ours, its receipt with the number is"
                " missing: have it sent again."
            ),
            "unmatched",
        ),
        DiscrepancyKind(
            "receipt_without_document", _("receipt without a document"),
            _(
                "Read it. If it answers a document of ours it is matched automatically; if "
                "another firm's, the broker must correct it."
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
                "Compare the number digit by digit. If it is not ours, tell the sender of the"
                " file; declarations under our name that we did not make are reported to customs."
            ),
            "unmatched",
        ),
        DiscrepancyKind(
            "missing_there", _("here, not in their file"),
            _(
                "Ask the sender of the file whether it covers the whole period. If it does, have"
                " the document looked for by its number."
            ),
            "order",
        ),
        DiscrepancyKind(
            "released_there", _("released there, not here"),
            _(
                "The receipt of the release is missing: ask the broker or the exchange platform"
                " to send it again. Nothing is shipped before it is here."
            ),
            "order",
        ),
        DiscrepancyKind(
            "not_released_there", _("released here, not there"),
            _(
                "Show the broker our receipt of the release; keep the parcel until customs"
                " confirms it."
            ),
            "order",
        ),
        DiscrepancyKind(
            "list_number_differs", _("numbers of the declaration list differ"),
            _(
                "Ask the broker which number holds; an older list may have to be cancelled at"
                " customs."
            ),
            "order",
        ),
        DiscrepancyKind(
            "twice_there", _("twice in their file"),
            _(
                "Ask the sender whether it was charged or declared twice; if so, have one taken"
                " back."
            ),
            "order",
        ),
    )
}  # fmt: skip
