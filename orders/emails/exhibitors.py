"""What an exhibitor hears of an order of its goods: that customs looks into the parcel or keeps it.
Nothing about the buyer (R-PRIV-3)."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from exhibitors import emails

WHAT_HAPPENED = {
    "inspected": (
        later("Customs inspects the goods of order %(number)s"),
        later(
            "Officers open the parcel and compare it with the documents. There is nothing to do for"
            " you; release usually follows."
        ),
    ),
    "detained": (
        later("Customs has detained the goods of order %(number)s"),
        later(
            "The clearance clerks are in touch with the customs agent. They may ask you for"
            " documents about the goods; please have them at hand."
        ),
    ),
}


def write_customs_email(order, kind, at):
    """kind: inspected or detained. To every member of the exhibitor with an address."""
    for member in order.exhibitor.memberships.select_related("user"):
        user = member.user
        if not user.email:
            continue
        with translation.override(user.language):
            subject, line = (_(text) for text in WHAT_HAPPENED[kind])
            emails.write(
                f"customs:{order.number}:{kind}:{at.isoformat()}:{user.pk}",
                user.email,
                subject % {"number": order.number},
                [line],
                _("To the orders"),
                reverse("desk:orders", args=[order.exhibitor.slug]),
            )
