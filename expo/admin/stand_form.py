"""A stand is nearly always a rectangle: the organizer writes four measures, not corners."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from expo.conflicts import ConflictForm

MEASURES = ("x", "y", "width", "depth")


def measure(label):
    return forms.DecimalField(label=label, required=False, min_value=0, decimal_places=2)


class StandForm(ConflictForm, WagtailAdminModelForm):
    x = measure(_("metres from the west wall"))
    y = measure(_("metres from the north wall"))
    width = measure(_("width in metres"))
    depth = measure(_("depth in metres"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shape"].required = False
        self.fields["shape"].help_text = _(
            "Only for non-rectangular stands: corners in metres, such as "
            "[[0,0],[6,0],[6,3],[0,3]]. If all four measures above are filled in, they take "
            "precedence."
        )
        if box := rectangle_of(self.instance.shape):
            for name, value in zip(MEASURES, box, strict=True):
                self.fields[name].initial = value

    def clean(self):
        data = super().clean()
        hall, pavilion = data.get("hall"), data.get("pavilion")
        if hall and pavilion and pavilion.edition_id != hall.edition_id:
            self.add_error("pavilion", _("This pavilion is not at the hall's edition."))
        measures = [data.get(name) for name in MEASURES]
        if None not in measures:
            if not (measures[2] and measures[3]):
                raise forms.ValidationError(
                    _("A stand's width and depth must be greater than zero.")
                )
            data["shape"] = corners_of(*measures)
        elif not data.get("shape"):
            raise forms.ValidationError(_("Enter the four measures, or the corners."))
        return data

    def conflicts(self):
        text = _("Overlaps with stand %(code)s.")
        return {other: text % {"code": other.code} for other in self.instance.overlapping()}


def corners_of(x, y, width, depth):
    x, y, right, bottom = (float(n) for n in (x, y, x + width, y + depth))
    return [[x, y], [right, y], [right, bottom], [x, bottom]]


def rectangle_of(shape):
    """(x, y, width, depth) if the corners are an upright rectangle, else None."""
    if not shape or len(shape) != 4:
        return None
    xs, ys = sorted({x for x, _ in shape}), sorted({y for _, y in shape})
    if len(xs) != 2 or len(ys) != 2 or len({tuple(c) for c in shape}) != 4:
        return None
    # through str: a float's own decimal would show 2.2999999
    numbers = (xs[0], ys[0], xs[1] - xs[0], ys[1] - ys[0])
    return tuple(Decimal(str(n)) for n in numbers)
