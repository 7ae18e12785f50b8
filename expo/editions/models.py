"""The next edition while organizers still decide about it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=30)


class NextEditionQuerySet(models.QuerySet):
    def unfinished(self):
        """Begun lately, and not made yet."""
        return self.filter(made=None, changed_at__gt=timezone.now() - KEPT)

    def forget_old(self):
        """What was begun and left is of no use a month later."""
        return self.filter(made=None, changed_at__lte=timezone.now() - KEPT).delete()


class NextEdition(models.Model):
    """Opened from another edition: its name and days, and what it takes over. No page shows any of
    it until `expo.editions.next_edition.make` has made the edition."""

    source = models.ForeignKey(
        "expo.EditionPage",
        models.CASCADE,
        related_name="+",
        verbose_name=_("Open it from"),
        help_text=_("Halls, stands, programme and pages are taken from this edition."),
    )
    title_zh = models.CharField(_("Chinese name"), max_length=200)
    title_en = models.CharField(_("English name"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=40,
        help_text=_(
            "Part of the web address, such as 2027: lower-case Latin letters, digits and hyphens. "
            "It stands on printed plans, so choose it for good."
        ),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    # what is taken over, by the name of its kind, and how, by the option's name
    choices = models.JSONField(default=dict)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)
    made = models.ForeignKey(
        "expo.EditionPage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    counts = models.JSONField(default=dict)  # how many of each kind were copied

    objects = NextEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        verbose_name = _("next edition")

    def __str__(self):
        return self.title_zh

    @property
    def days(self):
        """How many days later it begins than its source."""
        return (self.starts_on - self.source.starts_on).days
