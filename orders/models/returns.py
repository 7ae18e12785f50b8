from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReturnQuerySet(models.QuerySet):
    def counted(self):
        """Those whose pieces can't be returned again."""
        return self.exclude(state=Return.State.DECLINED)

    def to_be_applied(self):
        """Customs must be informed of them; the document may be written already."""
        return self.filter(state=Return.State.APPLYING)

    def without_parcel(self):
        """Customs has taken them back, and the goods are not here."""
        return self.filter(state=Return.State.ACCEPTED, arrived_on=None)


class Return(models.Model):
    """Goods that a buyer sends back, all or part of an order (R-RET, R-SEVEN). Three things come
    back on three accounts: the price once the goods are here, and tax and yearly limit once customs
    has accepted a return that kept both its deadlines (R-RET-5)."""

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("return", "requested")
        RECEIVED = "received", pgettext_lazy("return", "goods are back")
        APPLYING = "applying", pgettext_lazy("return", "applied for with customs")
        ACCEPTED = "accepted", pgettext_lazy("return", "accepted by customs")
        REJECTED = "rejected", pgettext_lazy("return", "rejected by customs")
        DECLINED = "declined", pgettext_lazy("return", "declined")
        CLOSED = "closed", pgettext_lazy("return", "closed, parcel not received")

    class Reason(models.TextChoices):
        CHANGED_MIND = "changed_mind", _("I have changed my mind (within seven days of receipt)")
        FAULTY = "faulty", _("The goods are faulty")
        DAMAGED = "damaged", _("The goods were damaged on arrival")
        WRONG = "wrong", _("Wrong item received")
        NOT_TAKEN = "not_taken", _("The parcel was refused")

    number = models.CharField(max_length=20, unique=True)  # copNo of the application to customs
    # of the form it was requested with: a double click is one wish, a second form another
    client_token = models.CharField(max_length=64, unique=True, null=True, blank=True)
    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="returns")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    reason = models.CharField(_("reason"), max_length=14, choices=Reason.choices)
    comment = models.CharField(_("your comment"), max_length=200, blank=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    arrived_on = models.DateField(null=True, blank=True)  # Beijing day, goods back (R-RET-3)
    applied_on = models.DateField(null=True, blank=True)  # Beijing day of the accepted application
    late = models.CharField(max_length=14, blank=True)  # applied_late, arrived_late: why no tax
    send_to = models.CharField(max_length=200, blank=True)  # where the buyer sends it
    answer = models.CharField(max_length=200, blank=True)  # a clerk's or customs' own text
    price_booked_at = models.DateTimeField(null=True, blank=True)
    tax_booked_at = models.DateTimeField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["requested_at"],
                name="open_returns",
                condition=Q(state__in=["requested", "received", "applying", "rejected"]),
            ),
            models.Index(
                fields=["requested_at"],
                name="returns_to_come",
                condition=Q(state="accepted", arrived_on=None),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_expected(self):
        """Are the goods still to come?"""
        return not self.arrived_on and self.state not in (self.State.DECLINED, self.State.CLOSED)


class ReturnLine(models.Model):
    """Pieces of one line, and what of them has been booked on each account, in yuan."""

    goods_return = models.ForeignKey(Return, models.CASCADE, related_name="lines")
    line = models.ForeignKey("orders.OrderLine", models.PROTECT, related_name="returned")
    quantity = models.PositiveIntegerField()
    price_back = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    tax_back = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    quota_back = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta:
        ordering = ["line__line"]
        constraints = [
            models.UniqueConstraint(
                fields=["goods_return", "line"], name="one_line_once_in_a_return"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="returned_pieces_positive"),
        ]
