"""Who stands beside and behind a stand, as a visitor sees it from the aisle in front.

From the shapes alone, in metres. Where they do not say which side is the front, nobody is called
left or right."""

from dataclasses import dataclass, field

from expo.halls.geometry import box_of, contains, walls

REACH = 0.4  # metres: two stands with less between them are neighbours
WALL = 1.0  # metres: nobody walks between a stand and a wall so near
CLEARLY = 1.25  # an island so many times longer than deep has its rows along it
TURNED = {"N": "S", "S": "N", "E": "W", "W": "E"}
STEPS = {"N": (0, -1), "S": (0, 1), "E": (1, 0), "W": (-1, 0)}
# of a visitor who looks at a stand whose front is there
LEFT_OF = {"S": "W", "N": "E", "E": "S", "W": "N"}


@dataclass
class Neighbours:
    """Stands by where they are; each in the order of its code."""

    left: list = field(default_factory=list)
    right: list = field(default_factory=list)
    behind: list = field(default_factory=list)
    beside: list = field(default_factory=list)  # where no front is known

    def __bool__(self):
        return bool(self.left or self.right or self.behind or self.beside)


def neighbours(stand, others, hall):
    """stand, others: with `code` and `shape`; hall: with `width` and `depth`, in metres."""
    others = [other for other in others if other is not stand]
    by_side = touching(stand, others)
    front = front_of(stand, by_side, others, hall)
    if front is None:
        return Neighbours(beside=in_order(by_side.values()))
    left, behind = LEFT_OF[front], TURNED[front]
    near = Neighbours(behind=in_order([by_side[behind]]))
    # an L reaches around its corner: what is behind it is not beside it too
    near.left = [each for each in in_order([by_side[left]]) if each not in near.behind]
    near.right = [each for each in in_order([by_side[TURNED[left]]]) if each not in near.behind]
    return near


def in_order(sides):
    by_code = {each.code: each for side in sides for each in side}
    return [by_code[code] for code in sorted(by_code)]


def touching(stand, others):
    """{side of the plan: stands that begin within REACH of it}."""
    left, top, right, bottom = box_of(stand.shape)
    near = []
    for other in others:
        west, north, east, south = box_of(other.shape)
        if (
            west <= right + REACH
            and east >= left - REACH
            and north <= bottom + REACH
            and south >= top - REACH
        ):
            near.append(other)
    by_side = {side: [] for side in STEPS}
    for side, (x, y) in probes(stand.shape):
        by_side[side] += [
            other for other in near if other not in by_side[side] and contains(other.shape, (x, y))
        ]
    return by_side


def probes(shape):
    """(side, point just outside of it) along each wall; a slanting wall counts for the side that
    it looks to most."""
    for (x1, y1), (x2, y2) in walls(shape):
        level = abs(x2 - x1) >= abs(y2 - y1)
        for part in (0.1, 0.3, 0.5, 0.7, 0.9):
            x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
            for side in "NS" if level else "EW":
                across, down = STEPS[side]
                point = x + across * REACH, y + down * REACH
                if not contains(shape, point):
                    yield side, point


def front_of(stand, by_side, others, hall):
    """The side of the plan on which visitors stand, if the shapes leave no doubt."""
    sides = rows_face(stand, others)
    open_sides = [side for side in sides if not by_side[side] and not at_wall(stand, side, hall)]
    return open_sides[0] if len(open_sides) == 1 else None


def rows_face(stand, others):
    """The two sides to which the rows of its island look; none where it is about as deep as long.

    An island is what can be reached from stand to stand without crossing an aisle."""
    left_over = [box_of(other.shape) for other in others]
    island = waiting = [box_of(stand.shape)]
    while waiting:
        waiting, left_over = parted(left_over, [grown(box) for box in waiting])
        island = island + waiting
    left, top = (min(box[n] for box in island) for n in (0, 1))
    right, bottom = (max(box[n] for box in island) for n in (2, 3))
    long, deep = right - left, bottom - top
    if long >= deep * CLEARLY:
        return "NS"
    return "EW" if deep >= long * CLEARLY else ""


def parted(boxes, reaches):
    """(those that one of these reaches, the others)"""
    near, far = [], []
    for box in boxes:
        (near if any(meet(reach, box) for reach in reaches) else far).append(box)
    return near, far


def grown(box):
    left, top, right, bottom = box
    return left - REACH, top - REACH, right + REACH, bottom + REACH


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def at_wall(stand, side, hall):
    left, top, right, bottom = box_of(stand.shape)
    room = {
        "N": top,
        "W": left,
        "S": float(hall.depth) - bottom,
        "E": float(hall.width) - right,
    }
    return room[side] < WALL
