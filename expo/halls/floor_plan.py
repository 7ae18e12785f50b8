"""A hall drawn from its metres: plain numbers for the SVG, no database."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import pgettext

from expo.halls.geometry import box_of, label_point, shortened

WIDTH = 1080  # of a drawing in its own units; a long hall's is wider
MARGIN = 24
MIN_UNIT = 14  # units a metre: the code of a stand of 3 metres fits into it


@dataclass(frozen=True, slots=True)
class Occupant:
    """An exhibitor at a stand; the exhibitors' app supplies them by the hook `stand_occupants`."""

    name: str
    url: str = ""
    country: str = ""
    goods: int = 0
    exhibitor: int = 0  # its key
    names: tuple = ()  # in both languages, to be searched for
    country_name: str = ""
    slogan: str = ""
    featured: tuple = ()  # keys of the goods it puts forward, the first three
    times: int = 0  # editions it took part in, with this one
    is_verified: bool = False

    @property
    def is_new(self):
        return self.times == 1


@dataclass(frozen=True, slots=True)
class Scale:
    """Metres to drawing units for one hall."""

    unit: float

    @classmethod
    def of(cls, hall):
        return cls(max((WIDTH - 2 * MARGIN) / float(hall.width), MIN_UNIT))

    def __call__(self, metres):
        return round(MARGIN + float(metres) * self.unit, 1)

    def length(self, metres):
        return round(float(metres) * self.unit, 1)


@dataclass(eq=False)
class DrawnStand:
    """A stand in drawing units. Never changed once it is drawn: a minute's pages share it."""

    stand: object
    letter: str
    occupants: list = field(default_factory=list)
    corners: list = field(default_factory=list)  # drawing units
    offered: bool = True  # nothing is said of free stands where nobody can apply for one

    @property
    def code(self):
        return self.stand.code

    @property
    def free(self):
        return self.offered and self.stand.state == "available" and not self.occupants

    @property
    def state_label(self):
        """What the plan says of one that is not free; empty where it is nobody's business."""
        return self.stand.get_state_display() if self.offered or self.occupants else ""

    @property
    def goods(self):
        return sum(occupant.goods for occupant in self.occupants)

    @cached_property
    def box(self):
        return box_of(self.corners)

    @cached_property
    def path(self):
        """The outline as an SVG path."""
        (x, y), *rest = self.corners
        return f"M{x:g} {y:g}{''.join(f'L{x:g} {y:g}' for x, y in rest)}z"

    @cached_property
    def middle(self):
        return label_point(self.corners, self.box)

    @cached_property
    def names(self):
        return pgettext("list", ", ").join(occupant.name for occupant in self.occupants)

    @cached_property
    def label(self):
        """The name as far as the stand is wide."""
        left, _, right, _ = self.box
        return shortened(self.names, right - left - 12)

    @property
    def code_at(self):
        x, y = self.middle
        return x, round(y - (2 if self.label else -5), 1)

    @property
    def name_at(self):
        x, y = self.middle
        return x, round(y + 13, 1)

    @property
    def pin(self):
        """Where the diamond of the chosen one stands: on the middle of its upper edge."""
        left, top, right, _ = self.box
        return round((left + right) / 2, 1), top


def drawn(hall, stands, occupants, *, offered=True):
    """The stands of a hall in drawing units; `occupants` by the stand's pk; offered: can anybody
    apply for a free one?"""
    scale = Scale.of(hall)
    return [
        DrawnStand(
            stand,
            stand.pavilion.letter if stand.pavilion else "",
            occupants.get(stand.pk, []),
            [(scale(x), scale(y)) for x, y in stand.shape],
            offered,
        )
        for stand in stands
    ]


def outline(hall):
    scale = Scale.of(hall)
    wide, tall = scale.length(hall.width), scale.length(hall.depth)
    return {
        "width": round(wide + 2 * MARGIN, 1),
        "height": round(tall + 2 * MARGIN, 1),
        "x": MARGIN,
        "y": MARGIN,
        "w": wide,
        "h": tall,
        "is_large": wide + 2 * MARGIN > WIDTH + 1,
    }


def facilities(hall, rows):
    """Areas as rectangles, points as text; entrances on a wall open a gap in it."""
    scale = Scale.of(hall)
    drawings = []
    for row in rows:
        x, y = scale(row.x), scale(row.y)
        wide, tall = scale.length(row.width or 0), scale.length(row.depth or 0)
        door = row.kind in ("entrance", "exit")
        south = float(row.y) >= float(hall.depth) - 1
        drawings.append(
            {
                "name": row.name,
                "kind": row.kind,
                "x": x,
                "y": y,
                "width": wide,
                "height": tall,
                "area": bool(wide and tall) and not door,
                "door": door,
                "gap": f"M{x - 70} {y}h140",
                "text_x": round(x + wide / 2, 1) if not door else x,
                "text_y": round(y - 8 if south else y + 16, 1)
                if door
                else round(y + tall / 2 + 4, 1),
            }
        )
    return drawings
