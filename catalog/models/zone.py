from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.language import Named

from .dated import DatedQuerySet


class Mode(models.TextChoices):
    """Customs supervision modes (R-MODE-1)."""

    BONDED = "1210", _("bonded")
    BONDED_A = "1239", _("bonded, outside the pilot cities")
    DIRECT = "9610", _("direct purchase")


class Direction(models.TextChoices):
    """Whether goods enter or leave the country: four flows with the two modes (R-MODE-1)."""

    IMPORT = "import", pgettext_lazy("trade", "import")
    EXPORT = "export", pgettext_lazy("trade", "export")


# a mode's own name is that of goods that come in; 1239 is for no others (R-MODE-1)
OUTWARDS = {Mode.BONDED: _("special-area export"), Mode.DIRECT: _("general export")}
EITHER_WAY = {
    Mode.BONDED: _("bonded e-commerce"),
    Mode.BONDED_A: _("bonded e-commerce A"),
    Mode.DIRECT: _("direct e-commerce"),
}


def mode_name(mode, direction):
    """mode, direction: their codes."""
    return (direction == Direction.EXPORT and OUTWARDS.get(mode)) or Mode(mode).label


class Zone(ClusterableModel, Named):
    """A customs place that goods leave from. Allowed modes, districts and partners are data."""

    class Kind(models.TextChoices):
        BONDED_CENTER = "bonded_center", _("bonded logistics center")
        BONDED_ZONE = "bonded_zone", _("comprehensive bonded zone")
        EXPORT_ZONE = "export_zone", _("export processing zone")
        AIR = "air", pgettext_lazy("zone", "airport")
        RAIL = "rail", _("railway port")
        MAIL = "mail", _("mail port")

    code = models.SlugField(
        _("short name"),
        max_length=20,
        unique=True,
        help_text=_("Short name in addresses and files; never changes."),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    customs_district = models.CharField(
        _("customs district"),
        max_length=4,
        help_text=_("Four-digit code of the district that lists are declared to: 4611, 4612 …"),
    )
    area_code = models.CharField(
        _("area code"),
        max_length=18,
        blank=True,
        help_text=_("Customs code of the warehouse company in the zone; bonded trade only."),
    )
    area_name = models.CharField(
        _("area name"),
        max_length=100,
        blank=True,
        help_text=_("Registered name of that warehouse company."),
    )
    account_book = models.CharField(
        _("account book (emsNo)"),
        max_length=30,
        blank=True,
        help_text=_("The account book that parcels are written off from; bonded trade only."),
    )
    transport_mode = models.CharField(
        _("transport mode"),
        max_length=1,
        default="W",
        help_text=_(
            "Customs' one-character code of the transport mode: W logistics center, Y bonded "
            "port area, 5 air, 3 rail, 6 mail …"
        ),
    )
    certificate = models.CharField(
        _("certificate"),
        max_length=100,
        blank=True,
        help_text=_(
            "Name, in the site's settings, of the key that signs this zone's documents. Empty: "
            "the default."
        ),
    )
    transport = models.CharField(
        _("transport"),
        max_length=40,
        blank=True,
        help_text=_(
            "Name, in the site's settings, of the channel for our own documents to customs. "
            "Empty: the default."
        ),
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("zone")
        verbose_name_plural = _("zones")


class ZoneModeQuerySet(DatedQuerySet):
    def inwards(self):
        return self.filter(direction=Direction.IMPORT)

    def outwards(self):
        return self.filter(direction=Direction.EXPORT)


class ZoneMode(models.Model):
    """A mode that a zone may use in one direction, with its dates and evidence (R-MODE-2)."""

    zone = ParentalKey(Zone, on_delete=models.CASCADE, related_name="modes")
    mode = models.CharField(_("mode"), max_length=4, choices=Mode.choices)
    direction = models.CharField(
        _("import or export"), max_length=6, choices=Direction.choices, default=Direction.IMPORT
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    approval = models.CharField(_("approval"), max_length=120, blank=True)

    objects = ZoneModeQuerySet.as_manager()

    @property
    def mode_name(self):
        return mode_name(self.mode, self.direction)
