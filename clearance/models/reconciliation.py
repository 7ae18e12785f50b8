from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clearance.models.discrepancy_kinds import KINDS


class ReconciliationRun(models.Model):
    """One comparison over a period of Beijing days: of our own records, or of them with a file."""

    class Source(models.TextChoices):
        BOOKS = "books", pgettext_lazy("reconciliation", "our records")
        RELEASES = "releases", pgettext_lazy("reconciliation", "customs' lists and releases")
        PAYMENTS = "payments", pgettext_lazy("reconciliation", "the payment firm's statement")
        WAYBILLS = "waybills", pgettext_lazy("reconciliation", "the carrier's waybills")
        TAXES = "taxes", pgettext_lazy("reconciliation", "customs' tax bills")

    # "books 2026-11-24": the daily one, made once; null for those that people ask for
    daily = models.CharField(max_length=40, null=True, blank=True, unique=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.BOOKS)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    file_name = models.CharField(max_length=120, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)  # compared, found by kind, closed, rows that were none
    errors = models.JSONField(default=list)  # of a file's rows: [row, column, words]

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["source", "first"], name="run_of_a_day")]

    def __str__(self):
        return f"{self.get_source_display()} {self.first}–{self.last}"

    @property
    def found_labels(self):
        """(kind's label, how many), the most first."""
        counts = sorted(self.counts.get("found", {}).items(), key=lambda pair: -pair[1])
        return [(KINDS[kind].label, n) for kind, n in counts if kind in KINDS]


class DiscrepancyQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Discrepancy.State.OPEN)


class Discrepancy(models.Model):
    """Two places that do not agree about one thing. Found again, it is the same row."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("discrepancy", "open")
        EXPLAINED = "explained", pgettext_lazy("discrepancy", "explained")
        RESOLVED = "resolved", pgettext_lazy("discrepancy", "resolved")

    source = models.CharField(max_length=10, choices=ReconciliationRun.Source.choices)
    kind = models.CharField(max_length=40)  # of KINDS
    subject = models.CharField(max_length=120)  # order's, document's, bill's number
    run = models.ForeignKey(ReconciliationRun, models.PROTECT, related_name="discrepancies")
    day = models.DateField(db_index=True)  # the Beijing day of what it is about
    order = models.ForeignKey("orders.Order", models.PROTECT, null=True, related_name="+")
    message = models.ForeignKey("clearance.Message", models.SET_NULL, null=True, related_name="+")
    ours = models.CharField(max_length=200, blank=True)
    theirs = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    note = models.CharField(max_length=300, blank=True)  # the newest: why it is explained, or open
    found_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()  # when a run last found it
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("discrepancy")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "subject"], name="one_discrepancy_per_subject"
            )
        ]
        indexes = [
            models.Index(fields=["day", "kind"], name="discrepancy_open", condition=Q(state="open"))
        ]

    def __str__(self):
        return f"{self.kind} {self.subject}"

    @property
    def what(self):
        """Its kind: label, remedy and the page where that is done."""
        return KINDS[self.kind]


class DiscrepancyEvent(models.Model):
    """A line of a discrepancy's history."""

    class Kind(models.TextChoices):
        FOUND = "found", pgettext_lazy("discrepancy", "found")
        FOUND_AGAIN = "found_again", pgettext_lazy("discrepancy", "found again after it was closed")
        CHANGED = "changed", pgettext_lazy("discrepancy", "figures changed")
        GONE = "gone", pgettext_lazy("discrepancy", "no longer found: both sides agree")
        ASSIGNED = "assigned", pgettext_lazy("discrepancy", "assigned to")
        NOTED = "noted", pgettext_lazy("discrepancy", "note")
        EXPLAINED = "explained", pgettext_lazy("discrepancy", "closed as explained")
        RESOLVED = "resolved", pgettext_lazy("discrepancy", "closed as resolved")
        REOPENED = "reopened", pgettext_lazy("discrepancy", "opened again")

    discrepancy = models.ForeignKey(Discrepancy, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.CharField(max_length=420, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
