from django.db import models
from django.utils.translation import gettext_lazy as _


class ParticipationQuerySet(models.QuerySet):
    def at(self, edition):
        return self.filter(edition=edition) if edition else self.none()

    def accepted(self):
        return self.filter(state=Participation.State.ACCEPTED)

    def named(self, name):
        """Whose exhibitor's name holds the name, in either language."""
        return self.filter(
            models.Q(exhibitor__name_zh__icontains=name)
            | models.Q(exhibitor__name_en__icontains=name)
            | models.Q(exhibitor__slug__icontains=name)
        )

    def in_pavilion(self, letter):
        return self.filter(allocations__stand__pavilion__letter=letter).distinct()

    def for_cards(self):
        return self.select_related("exhibitor__logo").prefetch_related(
            models.Prefetch(
                "allocations",
                StandAllocation.objects.select_related("stand__pavilion", "stand__hall"),
            )
        )


class Participation(models.Model):
    class State(models.TextChoices):
        # on the list of firms to invite: not invited yet
        TO_INVITE = "to_invite", _("to be invited")
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    exhibitor = models.ForeignKey(
        "exhibitors.Exhibitor",
        models.CASCADE,
        related_name="participations",
        verbose_name=_("exhibitor"),
    )
    edition = models.ForeignKey(
        "expo.EditionPage", models.CASCADE, related_name="participations", verbose_name=_("edition")
    )
    package = models.ForeignKey(
        "exhibitors.Package", models.PROTECT, null=True, blank=True, verbose_name=_("package")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.TextField(_("reason for the last answer"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "edition"], name="one_participation_each")
        ]

    def __str__(self):
        return f"{self.exhibitor} · {self.edition}"

    def stands(self):
        """The stands allotted, each with its hall and pavilion, by code."""
        # a list of exhibitors has read them for all: no query for each
        if "allocations" in getattr(self, "_prefetched_objects_cache", {}):
            return sorted((each.stand for each in self.allocations.all()), key=lambda s: s.code)
        allocations = self.allocations.select_related("stand__pavilion", "stand__hall")
        return [each.stand for each in allocations.order_by("stand__code")]

    def booth(self):
        """The booth's page in the first language; its alias follows it."""
        return self.booths.filter(alias_of=None).first()


class StandAllocation(models.Model):
    """Who stands where; several exhibitors may share a stand, for a reason."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="allocations")
    stand = models.ForeignKey("expo.Stand", models.CASCADE, related_name="allocations")
    # why this one was given a stand that another one had; empty for the first
    sharing_reason = models.CharField(_("reason for sharing"), max_length=300, blank=True)
    allotted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "stand"], name="one_allocation_per_stand"
            )
        ]
