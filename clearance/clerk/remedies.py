"""Who can put right what customs objects to, where it is not the clerk on the document's page: by
the field's name in customs' tables."""

from django.utils.translation import gettext_lazy as _

OF_THE_ORDERER = _(
    "Cannot be corrected here: it is the orderer's own data. Send the document again from the "
    "order as it is now, or end the order."
)
OF_THE_PAYMENT = _(
    "Cannot be corrected here: it is what was paid. Ask the payment company, then send it again."
)
OF_THE_GOODS = _(
    "Cannot be corrected here: it was fixed with the order. Staff correct the goods' filing "
    "for future orders; this order can only be ended."
)
OF_THE_ZONE = _(
    "Cannot be corrected here: staff correct it with the zone or its enterprises; then send "
    "it again."
)
OF_THE_CARRIER = _(
    "Cannot be corrected here: the carrier reported it. Ask the carrier and the customs "
    "agent; if they can't correct it, this order can only be ended."
)
OF_NOBODY = _(
    "Cannot be corrected here: send it again from the order as it is now; if it is rejected "
    "again, ask the customs agent."
)
REMEDIES = {
    name: remedy
    for remedy, names in (
        (OF_THE_ORDERER, "buyerName buyerIdType buyerIdNumber buyerTelephone"),
        (
            OF_THE_PAYMENT,
            "payCode payName payTransactionId payTime payNo amountPaid acturalPaid payerName"
            " payerIdType payerIdNumber telephone",
        ),
        (
            OF_THE_GOODS,
            "gcode gname gmodel itemNo itemName itemRecordNo barCode country unit unit1 unit2 qty"
            " qty1 qty2 price totalPrice grossWeight netWeight",
        ),
        (
            OF_THE_ZONE,
            "ebpCode ebpName ebcCode ebcName ebcTelephone logisticsCode logisticsName agentCode"
            " agentName assureCode emsNo areaCode areaName customsCode portCode",
        ),
    )
    for name in names.split()
}
# of two fields of one name, the one that customs' text names
BY_TEXT = {("country", "起运国"): OF_THE_CARRIER}
