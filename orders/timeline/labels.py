"""What an order's timeline says of each kind of event: the mark's character, a title, a sentence
whose facts come from the event's data."""

from django.utils.translation import gettext_noop as later

EVENT_LABELS = {
    "placed": ("单", later("Order placed"), later("Goods, price and page are kept as evidence.")),
    "paid": (
        "付",
        later("Paid"),
        later("%(amount)s yuan. The platform passes the tax on to customs."),
    ),
    "expired": (
        "止",
        later("Not paid in time"),
        later("The goods and your yearly limit are free again."),
    ),
    "revived": (
        "续",
        later("Order restored"),
        later("Your payment came after the deadline; the goods were still there."),
    ),
    "cancelled": ("销", later("Cancelled"), "%(reason)s"),
    "refund_asked": (
        "退",
        later("Refund under way"),
        later("%(amount)s yuan go back to the account they came from. %(reason)s"),
    ),
    "refunded": ("退", later("Refunded"), later("%(amount)s yuan have gone back.")),
    "money_returned": (
        "退",
        later("Payment returned"),
        later("%(amount)s yuan came too late or twice and go back by themselves."),
    ),
    "prepared": ("备", later("Declaration prepared"), later("The customs documents are ready.")),
    "consignee_corrected": (
        "改",
        later("Address corrected"),
        later("Consignee or address were corrected, and the documents go to customs again."),
    ),
    "sent": (
        "报",
        later("Declared"),
        later("Order, payment, waybill and list are on their way to customs."),
    ),
    "received": (
        "到",
        later("Received by customs"),
        later("Customs has the documents."),
    ),
    "under_review": (
        "审",
        later("Under review"),
        later("A customs officer is looking at the documents. %(reason)s"),
    ),
    "inspected": (
        "验",
        later("Inspection"),
        later("Customs opens the parcel and compares it with the documents. %(reason)s"),
    ),
    "detained": (
        "扣",
        later("Detained by customs"),
        later("Customs keeps the goods for now; our clerks see to it. %(reason)s"),
    ),
    "cancel_asked": (
        "销",
        later("Cancellation requested"),
        later("Customs decides whether it lets the declaration go."),
    ),
    "cancel_rejected": (
        "续",
        later("Not cancelled"),
        later("Customs keeps the declaration, so the order goes on. %(reason)s"),
    ),
    "released": ("放", later("Released by customs"), later("List %(list_number)s.")),
    "rejected": ("拒", later("Rejected by customs"), later("Customs says: %(reason)s (%(code)s)")),
    "clearance_cancelled": (
        "撤",
        later("Declaration withdrawn"),
        later("Customs has cancelled the declaration."),
    ),
    "packed": ("装", later("Packed"), later("One parcel in the warehouse of the zone.")),
    "shipped": ("运", later("Shipped"), later("%(carrier)s %(waybill)s")),
    "ready": ("备", later("Ready for pick-up"), later("Bring your identity card and the code.")),
    "delivered": ("达", later("Delivered"), ""),
    "handed_over": (
        "取",
        later("Handed over"),
        later("At the counter, to the orderer, against the identity card."),
    ),
    "return_asked": (
        "还",
        later("Return requested"),
        later("We tell you where the goods go to. Return %(number)s."),
    ),
    "return_agreed": ("允", later("We take it back"), later("Send it to: %(send_to)s")),
    "return_declined": ("止", later("Return declined"), "%(reason)s"),
    "return_received": (
        "还",
        later("Goods are back"),
        later("They are in the zone again; their price goes back to you."),
    ),
    "return_applied": (
        "报",
        later("Return declared"),
        later("Customs is asked to take the import back. Return %(number)s."),
    ),
    "return_accepted": (
        "允",
        later("Return accepted by customs"),
        later("Tax and yearly limit follow once the goods are back."),
    ),
    "return_rejected": (
        "拒",
        later("Return not accepted"),
        later("Customs says: %(reason)s Our clerks put it right."),
    ),
    "return_settled": (
        "清",
        later("Tax and limit given back"),
        later("%(tax)s yuan of tax go back to you, %(limit)s yuan to your yearly limit."),
    ),
    "return_applied_late": (
        "迟",
        later("No tax comes back"),
        later("Customs heard of it after the 30 days; tax and yearly limit stay used."),
    ),
    "return_arrived_late": (
        "迟",
        later("No tax comes back"),
        later("The goods were back after the 45 days; tax and yearly limit stay used."),
    ),
    "return_closed": (
        "止",
        later("Return closed"),
        later("The parcel was waited for until %(until)s and has not come. Return %(number)s."),
    ),
    "returned": ("还", later("Returned"), later("The goods are back in the zone.")),
}

# where an export reads differently
EXPORT_EVENT_LABELS = {
    "placed": (
        "单",
        later("Export order placed"),
        later("Goods, price and consignee abroad are kept as evidence."),
    ),
    "paid": (
        "收",
        later("Money received"),
        later("%(amount)s yuan came in on the seller's account."),
    ),
    "expired": ("止", later("Not paid in time"), later("The goods are free again.")),
    "sent": (
        "报",
        later("Declared"),
        later("Order, money received and waybill are on their way to customs; the list follows."),
    ),
    "shipped": ("运", later("On its way abroad"), later("%(carrier)s %(waybill)s")),
    "delivered": ("达", later("Arrived abroad"), ""),
    "return_asked": (
        "还",
        later("Return requested"),
        later("Goods come back from abroad. Return %(number)s."),
    ),
    "return_received": (
        "还",
        later("Goods are back"),
        later("They are in the country again; their price goes back to the consignee."),
    ),
    "return_applied": (
        "报",
        later("Return declared"),
        later("Customs is asked to let the goods in again. Return %(number)s."),
    ),
    "return_accepted": (
        "允",
        later("Return accepted by customs"),
        later("Customs has let the goods in again."),
    ),
}

# what comes, in this sequence, until it has happened
AHEAD = ("paid", "sent", "released", "shipped", "delivered")
AHEAD_AT_COUNTER = ("paid", "sent", "released", "ready", "handed_over")
AHEAD_LABELS = {
    "paid": later("Payment"),
    "sent": later("Declaration to customs"),
    "released": later("Release by customs"),
    "shipped": later("Dispatch from the zone"),
    "delivered": later("Signed for"),
    "ready": later("Ready at the counter"),
    "handed_over": later("Hand-over at the counter"),
}
FINAL_EVENTS = {"delivered", "handed_over", "returned", "refunded", "expired", "cancelled"}
