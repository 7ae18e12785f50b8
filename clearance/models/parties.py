"""Who does what at which zone: data of the admin, never code (R-MODE-2, R-DOC-1)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey


class PartyRole(models.TextChoices):
    """A part in clearance that an enterprise plays."""

    PLATFORM = "platform", pgettext_lazy("role in clearance", "platform")
    MERCHANT = "merchant", pgettext_lazy("role in clearance", "merchant")
    PAYMENT = "payment", pgettext_lazy("role in clearance", "payment company")
    LOGISTICS = "logistics", pgettext_lazy("role in clearance", "logistics company")
    AGENT = "agent", pgettext_lazy("role in clearance", "customs agent")
    WAREHOUSE = "warehouse", pgettext_lazy("role in clearance", "warehouse company in the zone")
    OPERATOR = "operator", pgettext_lazy("role in clearance", "operator of the supervised place")
    GUARANTOR = "guarantor", pgettext_lazy("role in clearance", "guarantor of the tax")


class Enterprise(models.Model):
    """A firm as customs knows it, with the roles it may play and how it is reached."""

    code = models.CharField(
        _("customs code"),
        max_length=18,
        unique=True,
        help_text=_("10-digit customs registration, or the 18-character credit code."),
    )
    name = models.CharField(
        _("registered name"),
        max_length=100,
        help_text=_("Letter for letter as registered with customs."),
    )
    dxp_id = models.CharField(
        _("exchange id (dxpId)"),
        max_length=30,
        blank=True,
        help_text=_("Only for a company that transmits documents itself: DXPENT and ten digits."),
    )
    roles = models.JSONField(
        _("roles"), default=list, help_text=_("The roles it may have for orders.")
    )
    interface = models.CharField(
        _("interface"),
        max_length=40,
        blank=True,
        help_text=_(
            "Name of the partner's interface in the site's settings. Empty: the default of its "
            "role."
        ),
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")

    def __str__(self):
        return f"{self.name} ({self.code})"


class ZoneParty(models.Model):
    """Which enterprise plays a role at a zone. One for each role: routing has one answer."""

    zone = ParentalKey("catalog.Zone", on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=10, choices=PartyRole.choices)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="parts", verbose_name=_("enterprise")
    )

    class Meta:
        ordering = ["zone", "role"]
        verbose_name = _("party of a zone")
        verbose_name_plural = _("parties of zones")
        constraints = [
            models.UniqueConstraint(fields=["zone", "role"], name="one_party_per_zone_and_role")
        ]

    def __str__(self):
        return f"{self.zone} · {self.get_role_display()}"


class ZoneSwitchQuerySet(models.QuerySet):
    def stopped_zones(self):
        """Their numbers, asked now: joined to a queue instead, the planner takes nearly all of it
        for stopped, and sorts the whole backlog where its index would have led."""
        return list(self.exclude(stopped_at=None).values_list("zone", flat=True))


class ZoneSwitch(models.Model):
    """The stop switch of a zone: while `stopped_at` is set, none of its documents goes out."""

    zone = models.OneToOneField("catalog.Zone", models.CASCADE, related_name="switch")
    stopped_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ZoneSwitchQuerySet.as_manager()
