"""How goods reach their buyer: as a parcel, or over a counter."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders import pickup_codes
from orders.models.order import ClearanceState, FulfilmentState, PaymentState


class PickupQuerySet(models.QuerySet):
    def waiting_for_code(self):
        """Released by customs, paid, and not yet notified: this is the queue (R-O2O-5)."""
        return self.filter(
            used_at=None,
            order__clearance_state=ClearanceState.RELEASED,
            order__fulfilment_state__in=[FulfilmentState.WAITING, FulfilmentState.PACKED],
            order__payment_state__in=[PaymentState.PAID, PaymentState.PARTLY_REFUNDED],
            order__cancelled_at=None,
        )

    def ready(self):
        return self.filter(used_at=None, order__fulfilment_state=FulfilmentState.READY)

    def with_code(self, typed):
        """The pick-up that this code was made for, used and expired ones too; None without."""
        code = pickup_codes.normalized(typed)
        if not code:
            return None
        rows = self.select_related("center", "order__buyer", "order__group")
        return rows.filter(code_hash=pickup_codes.hash_of(code)).first()


class Pickup(models.Model):
    """An order to be handed over at a counter inside the special zone instead of being shipped
    (R-O2O-2, R-O2O-5). Only a keyed hash of the code is stored; the code itself is reckoned anew
    whenever its owner looks at it."""

    order = models.OneToOneField("orders.Order", models.CASCADE, related_name="pickup")
    center = models.ForeignKey(
        "centers.DisplayCenter", models.PROTECT, related_name="pickups", verbose_name=_("center")
    )
    serial = models.PositiveSmallIntegerField(default=0)  # codes issued so far
    code_hash = models.CharField(max_length=64, unique=True, null=True)
    issued_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    id_shown = models.BooleanField(default=False)  # seen, never copied
    chosen_at = models.DateTimeField(auto_now_add=True)

    objects = PickupQuerySet.as_manager()

    class Meta:
        verbose_name = _("pick-up")
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(id_shown=True, issued_at__isnull=False),
                name="handed_over_against_code_and_identity",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None) | Q(expires_at__gt=F("issued_at")),
                name="pickup_code_ends",
            ),
        ]

    def is_open(self, now=None):
        """Has a code that a counter would take now?"""
        if not self.code_hash or self.used_at or self.expires_at is None:
            return False
        return (now or timezone.now()) < self.expires_at

    @property
    def code(self):
        """The current code in two groups, "" where there is none to show."""
        if not self.is_open():
            return ""
        code = pickup_codes.code_of(self.pk, self.serial)
        if pickup_codes.hash_of(code) != self.code_hash:
            return ""  # made under another secret key: the buyer asks for a new one
        return pickup_codes.spaced(code)


class Shipment(models.Model):
    """The parcel of an order: one parcel, one waybill, one list (R-DOC-4)."""

    order = models.OneToOneField("orders.Order", models.CASCADE, related_name="shipment")
    carrier_code = models.CharField(max_length=18, blank=True)
    carrier_name = models.CharField(max_length=100, blank=True)
    waybill_number = models.CharField(max_length=60, blank=True, db_index=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
