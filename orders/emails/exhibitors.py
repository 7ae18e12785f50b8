"""What an exhibitor hears of an order of its goods: that customs looks into the parcel or keeps it.
Nothing about the buyer (R-PRIV-3)."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.files.texts import read_texts
from exhibitors import emails

TEXTS = read_texts(__file__, "exhibitors.yaml")


def write_customs_email(order, kind, at):
    """kind: inspected or detained. To every member of the exhibitor with an address."""
    for member in order.exhibitor.memberships.select_related("user"):
        user = member.user
        if not user.email:
            continue
        with translation.override(user.language):
            emails.write(
                f"customs:{order.number}:{kind}:{at.isoformat()}:{user.pk}",
                user.email,
                TEXTS[kind]["subject"] % {"number": order.number},
                [str(TEXTS[kind]["text"])],
                _("To the orders"),
                reverse("desk:orders", args=[order.exhibitor.slug]),
            )
