"""What an order's timeline says of each kind of event: the mark's character, a title, a sentence
whose facts come from the event's data."""

from django.utils.translation import gettext_noop as later

EVENT_LABELS = {
    "placed": ("单", later("Order placed"), later("Product page and price are saved as evidence.")),
    "paid": (
        "付",
        later("Paid"),
        later("%(amount)s yuan. The platform collects the tax and pays it to customs."),
    ),
    "expired": (
        "止",
        later("Not paid in time"),
        later("The goods and your yearly allowance have been released."),
    ),
    "revived": (
        "续",
        later("Order restored"),
        later(
            "Your payment arrived after the deadline; the goods were still available, so the "
            "order was resumed."
        ),
    ),
    "cancelled": ("销", later("Cancelled"), "%(reason)s"),
    "refund_asked": (
        "退",
        later("Refund in progress"),
        later("%(amount)s yuan are refunded to the original account. %(reason)s"),
    ),
    "refunded": ("退", later("Refunded"), later("%(amount)s yuan have been refunded.")),
    "money_returned": (
        "退",
        later("Payment returned"),
        later("%(amount)s yuan arrived too late or twice and are refunded automatically."),
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
        later("Customs is holding the goods; our clerks are dealing with it. %(reason)s"),
    ),
    "cancel_asked": (
        "销",
        later("Cancellation requested"),
        later("Customs decides whether the declaration can be withdrawn."),
    ),
    "cancel_rejected": (
        "续",
        later("Not cancelled"),
        later("Customs did not withdraw the declaration, so the order continues. %(reason)s"),
    ),
    "released": ("放", later("Released by customs"), later("List %(list_number)s.")),
    "rejected": ("拒", later("Rejected by customs"), later("Customs says: %(reason)s (%(code)s)")),
    "clearance_cancelled": (
        "撤",
        later("Declaration withdrawn"),
        later("Customs has cancelled the declaration."),
    ),
    "packed": ("装", later("Packed"), later("One parcel, packed in the bonded warehouse.")),
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
        later("We will send you the return address. Return %(number)s."),
    ),
    "return_agreed": ("允", later("Return approved"), later("Please send it to: %(send_to)s")),
    "return_declined": ("止", later("Return declined"), "%(reason)s"),
    "return_received": (
        "还",
        later("Goods are back"),
        later("They are back in the zone; their price is being refunded."),
    ),
    "return_applied": (
        "报",
        later("Return declared"),
        later("We have applied to customs for the return. Return %(number)s."),
    ),
    "return_accepted": (
        "允",
        later("Return accepted by customs"),
        later("The tax is refunded and the yearly allowance restored once the goods are back."),
    ),
    "return_rejected": (
        "拒",
        later("Return not accepted"),
        later("Customs says: %(reason)s Our clerks will correct it."),
    ),
    "return_settled": (
        "清",
        later("Tax refunded, allowance restored"),
        later("%(tax)s yuan of tax refunded, %(limit)s yuan of your yearly allowance restored."),
    ),
    "return_applied_late": (
        "迟",
        later("No tax refund"),
        later(
            "Customs received the application after the 30 days; the tax is not refunded and "
            "the yearly allowance not restored."
        ),
    ),
    "return_arrived_late": (
        "迟",
        later("No tax refund"),
        later(
            "The goods were back after the 45 days; the tax is not refunded and the yearly "
            "allowance not restored."
        ),
    ),
    "return_closed": (
        "止",
        later("Return closed"),
        later("The parcel did not arrive by %(until)s. Return %(number)s."),
    ),
    "returned": ("还", later("Returned"), later("The goods are back in the zone.")),
}

# where an export reads differently
EXPORT_EVENT_LABELS = {
    "placed": (
        "单",
        later("Export order placed"),
        later("Goods, price and overseas consignee are saved as evidence."),
    ),
    "paid": (
        "收",
        later("Money received"),
        later("%(amount)s yuan arrived in the seller's account."),
    ),
    "expired": ("止", later("Not paid in time"), later("The goods have been released.")),
    "sent": (
        "报",
        later("Declared"),
        later("Order, money received and waybill are on their way to customs; the list follows."),
    ),
    "shipped": ("运", later("Shipped abroad"), later("%(carrier)s %(waybill)s")),
    "delivered": ("达", later("Arrived abroad"), ""),
    "return_asked": (
        "还",
        later("Return requested"),
        later("Goods returned from abroad. Return %(number)s."),
    ),
    "return_received": (
        "还",
        later("Goods are back"),
        later("They are back in the country; their price is refunded to the consignee."),
    ),
    "return_applied": (
        "报",
        later("Return declared"),
        later("We have applied to customs for the return of the goods. Return %(number)s."),
    ),
    "return_accepted": (
        "允",
        later("Return accepted by customs"),
        later("Customs has approved the return of the goods."),
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
