from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from expo.language import Named, in_language


class DisplayCenter(Named):
    """A place where bonded goods stand on shelves for visitors to see (seed 十七)."""

    class Kind(models.TextChoices):
        AIRPORT = "airport", _("airport")
        CBD = "cbd", _("CBD")
        SPECIAL_ZONE = "special_zone", _("special customs zone")
        STREET = "street", _("street")

    class Fulfilment(models.TextChoices):
        SHIP = "ship", _("shipped from the bonded warehouse")
        PICK_UP = "pick_up", _("pick-up inside the special zone after release")

    slug = models.SlugField(max_length=40, unique=True)
    code = models.CharField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    in_special_zone = models.BooleanField(_("inside a special customs zone"), default=False)
    fulfilment = models.CharField(
        _("fulfilment"), max_length=8, choices=Fulfilment.choices, default=Fulfilment.SHIP
    )
    zone = models.ForeignKey("catalog.Zone", models.PROTECT, null=True, blank=True)
    approval_number = models.CharField(_("customs approval"), max_length=60, blank=True)
    approval_valid_to = models.DateField(_("approval valid to"), null=True, blank=True)
    address_zh = models.CharField(_("Chinese address"), max_length=200)
    address_en = models.CharField(_("English address"), max_length=200, blank=True)
    directions_zh = models.TextField(_("Chinese directions"), blank=True)
    directions_en = models.TextField(_("English directions"), blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    picture = models.ForeignKey(
        "expo.ExpoImage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    staff = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="centers")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("display center")
        verbose_name_plural = _("display centers")
        constraints = [
            # R-O2O-4: whatever an administrator ticks, no pick-up at the airport or in the CBD
            models.CheckConstraint(
                condition=~Q(fulfilment="pick_up")
                | (Q(in_special_zone=True) & Q(kind="special_zone") & ~Q(approval_number="")),
                name="pick_up_only_in_special_zone_with_approval",
            )
        ]

    @property
    def address(self):
        return in_language(self, "address")

    @property
    def directions(self):
        return in_language(self, "directions")


class OpeningHours(models.Model):
    """Hours of one weekday, or of one date where they differ (`closed` has no hours)."""

    center = models.ForeignKey(DisplayCenter, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), null=True, blank=True)  # 0 = Monday
    on = models.DateField(_("only on"), null=True, blank=True)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason_zh = models.CharField(max_length=80, blank=True)
    reason_en = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["weekday", "on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=False, on__isnull=True)
                | Q(weekday__isnull=True, on__isnull=False),
                name="hours_of_a_weekday_or_a_date",
            )
        ]
