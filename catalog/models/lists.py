"""What the retail channel admits: the positive list and the stop list, as dated rows."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.codes.countries import country
from core.language import InLanguage

from .dated import DatedQuerySet

EIGHT_DIGITS = RegexValidator(r"^\d{8}\Z", _("Please enter eight digits."))
PREFIX = RegexValidator(r"^\d{2,10}\Z", _("Please enter two to ten digits."))


class PositiveListEntry(models.Model):
    """A line of the positive list of cross-border retail imports (R-LIST-2)."""

    class Note(models.TextChoices):
        NONE = "", _("none")
        EXCLUSION = "exclusion", _("exclusion")
        MODE = "mode", _("bonded only")
        NAME = "name", _("named products only")
        CAP = "cap", _("yearly cap")

    class CapUnit(models.TextChoices):
        """Customs' unit codes, as `catalog.tax.legal_quantities` reckons them."""

        KILOGRAM = "035", _("kg")
        LITRE = "095", _("litres")
        PIECE = "007", _("pieces")

    version = models.CharField(_("version"), max_length=10)
    hs8 = models.CharField(
        _("HS code, 8 digits"), max_length=8, db_index=True, validators=[EIGHT_DIGITS]
    )
    name_zh = models.CharField(_("Chinese name"), max_length=200)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    note_kind = models.CharField(_("kind of note"), max_length=10, choices=Note.choices, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    cap = models.DecimalField(  # R-LIST-3
        _("yearly cap per person"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    cap_unit = models.CharField(
        _("unit of the cap"), max_length=3, choices=CapUnit.choices, blank=True
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("positive list line")
        verbose_name_plural = _("positive list lines")
        constraints = [
            models.CheckConstraint(
                condition=~Q(note_kind="cap") | Q(cap__gt=0) & ~Q(cap_unit=""),
                name="capped_line_has_its_cap",
            )
        ]

    def __str__(self):
        return f"{self.hs8} {self.name_zh}"

    def clean(self):
        if self.note_kind == self.Note.CAP and not (self.cap and self.cap_unit):
            raise ValidationError({"cap": _("State how much a person may bring in per year.")})

    @property
    def needs_confirmation(self):
        """Its note, not its number, decides what is admitted: a person must read them."""
        return self.note_kind in (self.Note.NAME, self.Note.EXCLUSION)

    def admits(self, mode):
        """May goods of this line come in by a trade mode?"""
        return self.note_kind != self.Note.MODE or mode == "1210"


class StopListEntry(models.Model):
    """No goods of an origin, of a tariff prefix or of both, while an epidemic or an emergency risk
    measure lasts (R-PLAT-3). Blank means all."""

    origin = models.CharField(
        _("country of origin"),
        max_length=2,
        blank=True,
        help_text=_("Two letters, such as NZ; empty: from anywhere."),
    )
    hs_prefix = models.CharField(
        _("HS code begins with"),
        max_length=10,
        blank=True,
        validators=[PREFIX],
        help_text=_("Two to ten digits; empty: all goods."),
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    reason_zh = models.CharField(
        _("Chinese reason"), max_length=200, help_text=_("Shown to visitors and buyers.")
    )
    reason_en = models.CharField(_("English reason"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    reason = InLanguage()
    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop list line")
        verbose_name_plural = _("stop list")
        constraints = [
            models.CheckConstraint(
                condition=~Q(origin="", hs_prefix=""), name="stop_names_origin_or_goods"
            )
        ]

    def __str__(self):
        return f"{self.origin or '*'} × {self.hs_prefix or '*'}"

    def clean(self):
        self.origin = self.origin.upper()
        if not self.origin and not self.hs_prefix:
            raise ValidationError(_("Enter an origin, an HS code, or both."))
        if self.origin and country(self.origin) is None:
            raise ValidationError({"origin": _("Unknown country or region.")})
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("It ends before it starts.")})

    def stops(self, filing):
        return self.origin in ("", filing.origin) and filing.hs_code.startswith(self.hs_prefix)
