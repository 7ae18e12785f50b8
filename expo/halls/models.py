"""The ground of an edition: halls in metres, pavilions, stands, facilities."""

from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.language import InLanguage, Named
from core.models.images import picture_field
from expo.conflicts import Overridable
from expo.halls.overlaps import overlap


class EditionOwned(models.Model):
    """What belongs to an edition belongs to its first-language page, whichever was chosen."""

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.edition_id:
            self.edition = self.edition.edition


class Hall(EditionOwned, Named):
    """A building's floor, measured in metres from its north-west corner."""

    edition = models.ForeignKey(
        "expo.EditionPage", models.CASCADE, related_name="halls", verbose_name=_("edition")
    )
    # part of printed addresses: /2026/halls/<slug>/
    slug = models.SlugField(_("address"), max_length=40)
    width = models.DecimalField(_("width in metres"), max_digits=7, decimal_places=2)
    depth = models.DecimalField(_("depth in metres"), max_digits=7, decimal_places=2)
    background = picture_field(_("picture under the plan"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="hall_slug_unique")]


class Pavilion(EditionOwned, Named):
    """A theme shared by stands; told apart by a letter, a colour *and* a pattern."""

    class Letter(models.TextChoices):
        A = "A", _("A: jade, diagonal lines")
        B = "B", _("B: indigo, dots")
        C = "C", _("C: plum, lines")
        D = "D", _("D: amber, grid")
        E = "E", _("E: olive, waves")
        F = "F", _("F: grey, broken verticals")

    edition = models.ForeignKey(
        "expo.EditionPage", models.CASCADE, related_name="pavilions", verbose_name=_("edition")
    )
    letter = models.CharField(_("letter"), max_length=1, choices=Letter.choices)
    theme_zh = models.CharField(_("Chinese theme"), max_length=200, blank=True)
    theme_en = models.CharField(_("English theme"), max_length=200, blank=True)
    theme = InLanguage()

    class Meta:
        ordering = ["letter"]
        verbose_name = _("pavilion")
        verbose_name_plural = _("pavilions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "letter"], name="pavilion_letter_unique")
        ]


class Stand(Overridable):
    place = "hall"

    class State(models.TextChoices):
        AVAILABLE = "available", _("available")
        HELD = "held", pgettext_lazy("stand", "held")
        ALLOTTED = "allotted", _("allotted")
        BLOCKED = "blocked", _("blocked")

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="stands", verbose_name=_("hall"))
    pavilion = models.ForeignKey(
        Pavilion,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands",
        verbose_name=_("pavilion"),
    )
    code = models.CharField(_("code"), max_length=20)
    # metres, not drawing units: the plan is scaled when it is drawn (floor_plan.Scale)
    shape = models.JSONField(
        _("shape"), help_text=_("Corners in metres, such as [[0,0],[6,0],[6,3],[0,3]].")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.AVAILABLE
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        constraints = [models.UniqueConstraint(fields=["hall", "code"], name="stand_code_unique")]

    def __str__(self):
        return self.code

    def clean(self):
        super().clean()
        errors = shape_errors(self.shape, self.hall if self.hall_id else None)
        if errors:
            raise ValidationError({"shape": errors})

    def overlapping(self):
        """The stands of its hall that cover some of the same ground."""
        others = Stand.objects.filter(hall=self.hall_id).exclude(pk=self.pk)
        return [other for other in others if overlap(self.shape, other.shape)]

    @property
    def area(self):
        """Square metres, one place (the shoelace formula)."""
        ring = [*self.shape, self.shape[0]]
        # twice the signed area; the sign tells the sense of the corners, which is free here
        double = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
        return Decimal(str(abs(double) / 2)).quantize(Decimal("0.1"))


def shape_errors(shape, hall):
    """Sentences on what is wrong with a stand's corners; empty when they can be drawn."""
    if not isinstance(shape, list) or not 3 <= len(shape) <= 40:
        return [_("A stand has between 3 and 40 corners.")]
    for corner in shape:
        # a bool is an int in Python: [true, 3] would pass as a corner
        if not (
            isinstance(corner, list)
            and len(corner) == 2
            and all(isinstance(n, int | float) and not isinstance(n, bool) for n in corner)
        ):
            return [_("Each corner is a pair of metres, such as [6, 3].")]
        x, y = corner
        if hall and not (0 <= x <= hall.width and 0 <= y <= hall.depth):
            return [_("The corner %(x)s, %(y)s lies outside the hall.") % {"x": x, "y": y}]
    return []


class Facility(Named):
    """A door, a toilet, a help desk, a stage: a point of a hall, or an area where it has a size."""

    class Kind(models.TextChoices):
        ENTRANCE = "entrance", _("entrance")
        EXIT = "exit", _("emergency exit")
        DESK = "desk", _("help desk")
        STAGE = "stage", _("stage")
        MEETING = "meeting", _("meeting area")
        CUSTOMS = "customs", _("customs demonstration")
        FOOD = "food", _("food and drink")
        CLOAKROOM = "cloakroom", _("cloakroom")
        NURSING = "nursing", _("nursing room")
        TOILET = "toilet", _("toilets")
        FIRST_AID = "first_aid", _("first aid")
        LIFT = "lift", _("lift")

    hall = models.ForeignKey(
        Hall, models.CASCADE, related_name="facilities", verbose_name=_("hall")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ENTRANCE)
    x = models.DecimalField(_("metres from the west wall"), max_digits=7, decimal_places=2)
    y = models.DecimalField(_("metres from the north wall"), max_digits=7, decimal_places=2)
    width = models.DecimalField(
        _("width in metres"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    depth = models.DecimalField(
        _("depth in metres"), max_digits=7, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
