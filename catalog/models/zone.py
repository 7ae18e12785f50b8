from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from expo.language import Named

from .dated import DatedQuerySet


class Mode(models.TextChoices):
    """Customs supervision modes (R-MODE-1)."""

    BONDED = "1210", _("bonded")
    BONDED_A = "1239", _("bonded, outside the pilot places")
    DIRECT = "9610", _("direct purchase")


class Zone(ClusterableModel, Named):
    """A customs place that goods leave from. Allowed modes, districts and partners are data."""

    class Kind(models.TextChoices):
        BONDED_CENTER = "bonded_center", _("bonded logistics center")
        BONDED_ZONE = "bonded_zone", _("comprehensive bonded zone")
        EXPORT_ZONE = "export_zone", _("export processing zone")
        AIR = "air", pgettext_lazy("zone", "airport")
        RAIL = "rail", _("railway port")
        MAIL = "mail", _("mail port")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    customs_district = models.CharField(_("customs district"), max_length=4)  # 4611, 4612 …
    area_code = models.CharField(_("area code"), max_length=10, blank=True)
    area_name = models.CharField(_("area name"), max_length=100, blank=True)
    account_book = models.CharField(_("account book (emsNo)"), max_length=30, blank=True)
    transport_mode = models.CharField(_("transport mode"), max_length=1, default="W")

    class Meta:
        ordering = ["code"]
        verbose_name = _("zone")
        verbose_name_plural = _("zones")


class ZoneMode(models.Model):
    """A mode that a zone may use, with its dates and evidence (R-MODE-2)."""

    zone = ParentalKey(Zone, on_delete=models.CASCADE, related_name="modes")
    mode = models.CharField(_("mode"), max_length=4, choices=Mode.choices)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    approval = models.CharField(_("approval"), max_length=120, blank=True)

    objects = DatedQuerySet.as_manager()
