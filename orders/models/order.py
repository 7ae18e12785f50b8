import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.product import ReturnPolicy
from catalog.models.zone import Direction, Mode, mode_name
from catalog.pictures import THUMB, picture_url
from core.language import in_language


class PaymentState(models.TextChoices):
    AWAITING = "awaiting", _("awaiting payment")
    PAID = "paid", _("paid")
    PARTLY_REFUNDED = "partly_refunded", _("partly refunded")
    REFUNDED = "refunded", _("refunded")
    FAILED = "failed", _("not paid")


HOLDS_MONEY = (PaymentState.PAID, PaymentState.PARTLY_REFUNDED)


class ClearanceState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    PREPARED = "prepared", _("prepared")
    SENT = "sent", _("sent")
    RECEIVED = "received", _("received by customs")
    UNDER_REVIEW = "under_review", _("under review")
    HELD = "held", _("inspected or detained by customs")
    RELEASED = "released", _("released")
    REJECTED = "rejected", _("rejected")
    CANCELLED = "cancelled", _("cancelled")


class FulfilmentState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    PACKED = "packed", _("packed")
    SHIPPED = "shipped", _("shipped")
    READY = "ready", _("ready for pick-up")
    DELIVERED = "delivered", _("delivered")
    RETURNED = "returned", _("returned")


def new_order_number():
    """Random and unguessable, dated for people: `E` + yymmdd + 12 digits (R-DOC-2)."""
    return f"E{timezone.localdate():%y%m%d}{secrets.randbelow(10**12):012d}"


def new_access_key():
    return secrets.token_urlsafe(18)


class OrderGroup(models.Model):
    """One checkout: the orders of one cart under one payment. The client token makes a double
    click or a replayed form give the same orders."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="order_groups",
    )
    client_token = models.CharField(max_length=64, unique=True)
    # in the link of a guest's e-mails
    access_key = models.CharField(max_length=32, default=new_access_key)
    language = models.CharField(max_length=10, default="zh-hans")
    email = models.EmailField(blank=True)
    total = models.DecimalField(max_digits=14, decimal_places=2)  # what the buyer pays, yuan
    pay_by = models.DateTimeField(_("to be paid by"))
    placed_at = models.DateTimeField(default=timezone.now)


class OrderQuerySet(models.QuerySet):
    def awaiting(self):
        return self.filter(payment_state=PaymentState.AWAITING)

    def paid(self):
        return self.filter(payment_state__in=HOLDS_MONEY)

    def overdue(self, now=None):
        return self.awaiting().filter(group__pay_by__lt=now or timezone.now())

    def to_be_cleared(self):
        """Money in hand and not yet prepared for customs: this is the queue. Where part of it
        went back, the remainder is declared (R-ID-9)."""
        return self.paid().filter(clearance_state=ClearanceState.WAITING)

    def imports(self):
        return self.filter(direction=Direction.IMPORT)

    def exports(self):
        return self.filter(direction=Direction.EXPORT)

    def of_exhibitor(self, exhibitor):
        return self.filter(exhibitor=exhibitor)


class Order(models.Model):
    """One seller × zone × mode of a checkout, under one number from end to end (R-DOC-2). Its
    three states move on their own; the headline is derived from them, never stored."""

    group = models.ForeignKey(OrderGroup, models.PROTECT, related_name="orders")
    number = models.CharField(max_length=60, unique=True, default=new_order_number)
    direction = models.CharField(
        max_length=6, choices=Direction.choices, default=Direction.IMPORT, editable=False
    )
    # who orders as declared to customs; an export knows only its consignee abroad
    buyer = models.ForeignKey("orders.Buyer", models.PROTECT, null=True, related_name="orders")
    exhibitor = models.ForeignKey("exhibitors.Exhibitor", models.PROTECT, related_name="orders")
    zone = models.ForeignKey("catalog.Zone", models.PROTECT, related_name="orders")
    mode = models.CharField(max_length=4, choices=Mode.choices)
    center = models.ForeignKey(
        "centers.DisplayCenter", models.SET_NULL, null=True, blank=True, related_name="orders"
    )

    payment_state = models.CharField(
        max_length=16, choices=PaymentState.choices, default=PaymentState.AWAITING
    )
    clearance_state = models.CharField(
        max_length=14, choices=ClearanceState.choices, default=ClearanceState.WAITING
    )
    fulfilment_state = models.CharField(
        max_length=10, choices=FulfilmentState.choices, default=FulfilmentState.WAITING
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    # requested while customs had the list: customs decides (CEB623)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)

    # R-ID-3: the consignee may be another person than the orderer
    consignee = models.CharField(max_length=60)
    consignee_mobile = models.CharField(max_length=30)
    district_code = models.CharField(max_length=6, blank=True)  # in China only
    country = models.CharField(max_length=2, blank=True)  # ISO 3166; where an export goes
    address = models.CharField(max_length=200)  # region and street, as it stands on the waybill

    currency = models.CharField(max_length=3, default="CNY")  # ISO 4217; an export may differ
    # money in it, R-TAX-8: actual_paid = goods_value + freight + tax_total - discount
    goods_value = models.DecimalField(max_digits=14, decimal_places=2)
    freight = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    insurance = models.DecimalField(max_digits=14, decimal_places=2, default=0)  # within freight
    discount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    duty = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    consumption_tax = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    vat = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    tax_total = models.DecimalField(max_digits=14, decimal_places=2)
    dutiable_value = models.DecimalField(max_digits=14, decimal_places=2)
    actual_paid = models.DecimalField(max_digits=14, decimal_places=2)

    placed_at = models.DateTimeField(default=timezone.now)
    paid_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(direction="import", buyer__isnull=False)
                | Q(direction="export", buyer__isnull=True, tax_total=0)
                & ~Q(country="")
                & ~Q(consignee=""),
                name="order_names_its_person",
            )
        ]
        indexes = [
            models.Index(
                fields=["paid_at"],
                name="order_waiting_for_customs",
                condition=Q(
                    payment_state__in=["paid", "partly_refunded"], clearance_state="waiting"
                ),
            ),
            models.Index(
                fields=["group"],
                name="order_awaiting_payment",
                condition=Q(payment_state="awaiting"),
            ),
            models.Index(
                fields=["cancel_requested_at"],
                name="order_to_be_withdrawn",
                condition=Q(cancel_requested_at__isnull=False, cancelled_at__isnull=True),
            ),
            models.Index(fields=["placed_at", "mode", "zone"]),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("orders:order", args=[self.number])

    @property
    def mode_name(self):
        return mode_name(self.mode, self.direction)

    @property
    def is_export(self):
        return self.direction == Direction.EXPORT

    @property
    def is_overdue(self):
        """Not paid in time, and not yet closed by the periodic task (`overdue()`)."""
        if self.payment_state != PaymentState.AWAITING or self.cancelled_at:
            return False
        return self.group.pay_by <= timezone.now()


class OrderLine(models.Model):
    """A line as ordered: title, price, tax and filing copied when placed, never looked up again."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    line = models.PositiveSmallIntegerField()  # gnum
    variant = models.ForeignKey("catalog.Variant", models.SET_NULL, null=True, related_name="+")
    snapshot = models.ForeignKey("catalog.ProductSnapshot", models.PROTECT, null=True)
    sku = models.CharField(max_length=30)
    gtin = models.CharField(max_length=14, blank=True)
    title_zh = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250, blank=True)
    quantity = models.PositiveIntegerField()
    unit_price = models.DecimalField(max_digits=12, decimal_places=2)
    goods_value = models.DecimalField(max_digits=14, decimal_places=2)
    freight = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    insurance = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    dutiable_value = models.DecimalField(max_digits=14, decimal_places=2)
    duty = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    consumption_tax = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    vat = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    tax_total = models.DecimalField(max_digits=14, decimal_places=2)
    filing = models.JSONField()  # the filing as it stood: HS code, units, weights, origin, record
    # R-SEVEN-3: the terms agreed for this purchase; "confirmed" only where the buyer ticked it
    return_policy = models.CharField(
        max_length=10, choices=ReturnPolicy.choices, default=ReturnPolicy.SEVEN_DAY
    )

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["order", "line"], name="one_order_line_per_number")
        ]

    @property
    def title(self):
        return in_language(self, "title")

    @property
    def with_tax(self):
        """Goods and their tax, without the share of freight."""
        return self.goods_value + self.tax_total

    @property
    def picture_url(self):
        product = self.variant.product if self.variant else None
        return picture_url(product.picture, THUMB) if product else ""
