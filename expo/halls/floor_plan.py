"""A hall drawn from its metres: plain numbers for the SVG, no database."""

from dataclasses import dataclass, field
from math import hypot

WIDTH = 1080  # of the drawing, in its own units
MARGIN = 24
LABEL_HEIGHT = 36
CHARACTER = 11  # a Chinese character of the name's size; a Latin letter is about half


@dataclass(frozen=True, slots=True)
class Occupant:
    """An exhibitor at a stand; the exhibitors' app supplies them by the hook `stand_occupants`."""

    name: str
    url: str = ""
    country: str = ""
    goods: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """Metres to drawing units for one hall."""

    unit: float

    @classmethod
    def of(cls, hall):
        return cls((WIDTH - 2 * MARGIN) / float(hall.width))

    def __call__(self, metres):
        return round(MARGIN + float(metres) * self.unit, 1)

    def length(self, metres):
        return round(float(metres) * self.unit, 1)


@dataclass
class DrawnStand:
    stand: object
    letter: str
    occupants: list = field(default_factory=list)
    corners: list = field(default_factory=list)  # drawing units
    selected: bool = False

    @property
    def code(self):
        return self.stand.code

    @property
    def free(self):
        return self.stand.state == "available" and not self.occupants

    @property
    def points(self):
        return " ".join(f"{x},{y}" for x, y in self.corners)

    @property
    def box(self):
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def middle(self):
        return label_point(self.corners, self.box)

    @property
    def names(self):
        return "、".join(occupant.name for occupant in self.occupants)

    @property
    def label(self):
        """The name as far as the stand is wide."""
        left, _, right, _ = self.box
        return shortened(self.names, right - left - 12)

    @property
    def label_box(self):
        """x, y, width, height of the label's background under code and name."""
        x, y = self.middle
        wide = max(text_width(self.code) * 1.3, text_width(self.label)) + 10
        left, _, right, _ = self.box
        wide = round(min(wide, right - left - 6), 1)
        tall = LABEL_HEIGHT if self.label else LABEL_HEIGHT - 14
        return round(x - wide / 2, 1), round(y - tall / 2, 1), wide, tall

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
        """A diamond that stands on the stand's upper edge."""
        left, top, right, _ = self.box
        x = round((left + right) / 2, 1)
        return f"{x},{top - 12} {x + 10},{top - 2} {x},{top + 8} {x - 10},{top - 2}"


def label_point(corners, box):
    """The middle of a rectangle; for other shapes the inner point farthest from every wall, on a
    grid fine enough for a label."""
    left, top, right, bottom = box
    middle = round((left + right) / 2, 1), round((top + bottom) / 2, 1)
    if len(corners) == 4:
        return middle
    # 24 × 24 points: finer than a label is wide
    steps = 24
    grid = (
        (left + (right - left) * i / steps, top + (bottom - top) * j / steps)
        for i in range(1, steps)
        for j in range(1, steps)
    )
    inside = [point for point in grid if contains(corners, point)]
    if not inside:
        return middle
    x, y = max(inside, key=lambda point: distance_to_walls(corners, point))
    return round(x, 1), round(y, 1)


def walls(corners):
    return zip(corners, [*corners[1:], corners[0]], strict=True)


def contains(corners, point):
    """Even-odd rule."""
    x, y = point
    # a ray to the east: an odd number of walls crossed means inside
    crossings = 0
    for (x1, y1), (x2, y2) in walls(corners):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def distance_to_walls(corners, point):
    x, y = point
    distances = []
    for (x1, y1), (x2, y2) in walls(corners):
        along = ((x2 - x1) ** 2 + (y2 - y1) ** 2) or 1
        t = max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / along))
        distances.append(hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1)))
    return min(distances)


def text_width(text):
    return sum(CHARACTER if ord(c) > 0x2E80 else CHARACTER * 0.56 for c in text)


def shortened(text, width):
    if text_width(text) <= width:
        return text
    short = ""
    for character in text:
        if text_width(short + character) + CHARACTER > width:
            break
        short += character
    return f"{short.rstrip()}…" if len(short) > 1 else ""


def drawn(hall, stands, occupants, selected=""):
    """The stands of a hall in drawing units; `occupants` by the stand's pk."""
    scale = Scale.of(hall)
    return [
        DrawnStand(
            stand,
            stand.pavilion.letter if stand.pavilion else "",
            occupants.get(stand.pk, []),
            [(scale(x), scale(y)) for x, y in stand.shape],
            bool(selected) and stand.code.upper() == selected.upper(),
        )
        for stand in stands
    ]


def outline(hall):
    scale = Scale.of(hall)
    tall = scale.length(hall.depth)
    return {
        "width": WIDTH,
        "height": round(tall + 2 * MARGIN, 1),
        "x": MARGIN,
        "y": MARGIN,
        "w": WIDTH - 2 * MARGIN,
        "h": tall,
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
