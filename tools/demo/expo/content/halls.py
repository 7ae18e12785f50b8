"""Two halls in metres. A block holds a pavilion: two rows of stands, back to back."""

CELL, DEPTH_OF_ROW = 5, 6  # metres
FREE = {"A-07", "C-06", "D-06", "D-08", "E-05", "E-07", "F-07"}
FOR_EXHIBITORS = {"A-02", "B-02", "C-03", "D-01", "E-02", "F-01"}  # their seeder allots these
BLOCKED = {"F-08"}

HALLS = (
    {
        "slug": "hall-1",
        "name": ("一号馆", "Hall 1"),
        "width": 72,
        "depth": 40,
        "blocks": {"A": (2, 4), "B": (26, 4), "C": (50, 4)},
        "facilities": (
            ("entrance", ("南入口", "South entrance"), 36, 40, None, None),
            ("exit", ("北安全出口", "North exit"), 24, 0, None, None),
            ("stage", ("主舞台", "Main stage"), 26, 21, 20, 6),
            ("customs", ("通关流程演示", "How customs works"), 50, 21, 20, 6),
            ("meeting", ("洽谈区", "Meeting area"), 2, 21, 13, 6),
            ("nursing", ("母婴室", "Nursing room"), 16, 21, 6, 6),
            ("cloakroom", ("寄存", "Cloakroom"), 2, 33, 10, 4),
            ("desk", ("咨询台", "Help desk"), 20, 33, 9, 4),
            ("food", ("茶歇", "Tea and coffee"), 44, 33, 10, 4),
            ("toilet", ("卫生间", "Toilets"), 60, 33, 10, 4),
        ),
    },
    {
        "slug": "hall-2",
        "name": ("二号馆", "Hall 2"),
        "width": 72,
        "depth": 40,
        "blocks": {"D": (2, 4), "E": (26, 4), "F": (50, 4)},
        "facilities": (
            ("entrance", ("南入口", "South entrance"), 36, 40, None, None),
            ("stage", ("品鉴台", "Tasting counter"), 26, 21, 20, 6),
            ("meeting", ("采购对接区", "Buyers' meeting area"), 2, 21, 20, 6),
            ("stage", ("直播间", "Live studio"), 50, 21, 13, 6),
            ("first_aid", ("医务室", "First aid"), 64, 21, 6, 6),
            ("desk", ("咨询台", "Help desk"), 20, 33, 9, 4),
            ("food", ("简餐", "Light meals"), 44, 33, 10, 4),
            ("toilet", ("卫生间", "Toilets"), 60, 33, 10, 4),
        ),
    },
)


def stands(letter, corner):
    """(code, corners) of a full pavilion: eight stands of 5 × 6 m."""
    x, y = corner
    for number in range(1, 9):
        column, row = (number - 1) % 4, (number - 1) // 4
        left, top = x + column * CELL, y + row * DEPTH_OF_ROW
        yield f"{letter}-{number:02d}", rectangle(left, top, CELL, DEPTH_OF_ROW)


def rectangle(left, top, wide, tall):
    return [[left, top], [left + wide, top], [left + wide, top + tall], [left, top + tall]]


def plan(letter, corner):
    """The pavilion's stands; C-01 is an L of three cells, E-03 has a double front."""
    x, y = corner
    found = dict(stands(letter, corner))
    if letter == "C":  # an L: the first two cells of the north row and one below
        found["C-01"] = [
            [x, y],
            [x + 2 * CELL, y],
            [x + 2 * CELL, y + DEPTH_OF_ROW],
            [x + CELL, y + DEPTH_OF_ROW],
            [x + CELL, y + 2 * DEPTH_OF_ROW],
            [x, y + 2 * DEPTH_OF_ROW],
        ]
        del found["C-02"], found["C-05"]
    if letter == "E":
        found["E-03"] = rectangle(x + 2 * CELL, y, 2 * CELL, DEPTH_OF_ROW)
        del found["E-04"]
    return found
