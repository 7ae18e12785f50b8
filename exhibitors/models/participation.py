from django.db import models
from django.utils.translation import gettext_lazy as _


class Participation(models.Model):
    """An exhibitor at one edition."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    exhibitor = models.ForeignKey(
        "exhibitors.Exhibitor", models.CASCADE, related_name="participations"
    )
    edition = models.ForeignKey("expo.EditionPage", models.CASCADE, related_name="participations")
    package = models.ForeignKey("exhibitors.Package", models.PROTECT, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(_("reason of the last answer"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "edition"], name="one_participation_each")
        ]

    def __str__(self):
        return f"{self.exhibitor} · {self.edition}"


class StandAllocation(models.Model):
    """Who stands where; several exhibitors may share a stand."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="allocations")
    stand = models.ForeignKey("expo.Stand", models.CASCADE, related_name="allocations")
    allotted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "stand"], name="one_allocation_per_stand"
            )
        ]
