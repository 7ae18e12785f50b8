from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.language import InLanguage

from .center import DisplayCenter


class OpeningHours(models.Model):
    """Hours of one weekday, or of one date where they differ (`closed` has no hours)."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    center = ParentalKey(DisplayCenter, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=Weekday.choices, null=True, blank=True
    )
    on = models.DateField(_("only on"), null=True, blank=True)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason_zh = models.CharField(_("Chinese reason"), max_length=80, blank=True)
    reason_en = models.CharField(_("English reason"), max_length=80, blank=True)
    reason = InLanguage()

    class Meta:
        ordering = ["weekday", "on", "opens"]
        verbose_name = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=False, on__isnull=True)
                | Q(weekday__isnull=True, on__isnull=False),
                name="hours_of_a_weekday_or_a_date",
            )
        ]

    def clean(self):
        super().clean()
        if (self.weekday is None) == (self.on is None):
            raise ValidationError(_("Choose either a weekday or a date."))
        if (self.opens is None) != (self.closes is None):
            raise ValidationError(_("Enter both times, or neither if the center is closed."))
