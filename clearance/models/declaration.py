from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class Declaration(models.Model):
    """The list of an order as customs holds it (import 621, export 603), whatever its documents'
    versions: the numbers customs gave it and where it stands. Cancellations, returns and tax bills
    name it."""

    class State(models.TextChoices):
        DECLARED = "declared", pgettext_lazy("declaration", "declared")
        UNDER_REVIEW = "under_review", pgettext_lazy("declaration", "under review")
        HELD = "held", pgettext_lazy("declaration", "inspected or detained")
        RELEASED = "released", pgettext_lazy("declaration", "released")
        REJECTED = "rejected", pgettext_lazy("declaration", "rejected")
        CANCELLED = "cancelled", pgettext_lazy("declaration", "cancelled")

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=6)  # 621 or 603
    cop_no = models.CharField(max_length=30)  # the declarant's own number
    pre_no = models.CharField(max_length=18, blank=True)  # e-port's
    invt_no = models.CharField(max_length=20, blank=True, db_index=True)  # customs'
    entry_no = models.CharField(max_length=18, blank=True)  # of the declaration a month became
    state = models.CharField(max_length=12, choices=State.choices, default=State.DECLARED)
    released_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "cop_no"], name="one_declaration_per_number")
        ]

    def __str__(self):
        return self.invt_no or self.cop_no


class TaxBillQuerySet(models.QuerySet):
    def comparable(self):
        """Not void, with amounts, for a list of ours: what can be set beside our estimate."""
        return self.filter(TaxBill.COMPARABLE)


class TaxBill(models.Model):
    """What customs says is due for a list (CEB816), where the bill stands (CEB818), and our own
    estimate beside it (R-TAX-15). Either receipt may come first."""

    class State(models.TextChoices):
        MADE = "1", pgettext_lazy("tax bill", "made")
        SUMMARISED = "2", pgettext_lazy("tax bill", "summarised")
        VOID = "3", pgettext_lazy("tax bill", "void")

    COMPARABLE = ~Q(state=State.VOID) & Q(difference__isnull=False)

    tax_no = models.CharField(max_length=50, unique=True)
    invt_no = models.CharField(max_length=20, db_index=True)
    declaration = models.ForeignKey(
        Declaration, models.PROTECT, null=True, related_name="tax_bills"
    )  # null until the list's number is known
    receipt = models.ForeignKey(
        "clearance.Receipt", models.PROTECT, null=True, related_name="tax_bills"
    )
    billed_time = models.CharField(max_length=17, blank=True)  # returnTime of the newest 816
    duty = models.DecimalField(max_digits=14, decimal_places=5, null=True)
    vat = models.DecimalField(max_digits=14, decimal_places=5, null=True)
    consumption_tax = models.DecimalField(max_digits=14, decimal_places=5, null=True)
    lines = models.JSONField(default=list)  # as customs wrote them: gnum, taxPrice, taxes
    state = models.CharField(max_length=1, choices=State.choices, blank=True)
    state_time = models.CharField(max_length=17, blank=True)  # returnTime of what gave the state
    duty_no = models.CharField(max_length=50, blank=True)
    estimate = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # ours, yuan
    difference = models.DecimalField(max_digits=14, decimal_places=5, null=True)  # theirs − ours

    objects = TaxBillQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "difference"], name="tax_bill_differences")]

    def __str__(self):
        return self.tax_no

    @property
    def is_void(self):
        return self.state == self.State.VOID

    @property
    def total(self):
        """Yuan of all three taxes; None while only the bill's state has been heard of."""
        taxes = [self.duty, self.vat, self.consumption_tax]
        return None if self.duty is None else sum(tax for tax in taxes if tax is not None)
