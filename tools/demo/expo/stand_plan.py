"""Where the demo's stands are: a pavilion is a block of two rows of stands, back to back."""

from tools.demo.content import load

HALLS = load("halls")
CELL, ROW = HALLS.cell, HALLS.row_depth  # metres


def stands(letter, corner):
    """(code, corners) of a full pavilion: eight stands of 5 × 6 m."""
    x, y = corner
    for number in range(1, 9):
        column, row = (number - 1) % 4, (number - 1) // 4
        yield f"{letter}-{number:02d}", rectangle(x + column * CELL, y + row * ROW, CELL, ROW)


def rectangle(left, top, wide, tall):
    return [[left, top], [left + wide, top], [left + wide, top + tall], [left, top + tall]]


def shapes(letter, corner):
    """{code: corners} of a pavilion; C-01 is an L of three cells, E-03 has a double front."""
    x, y = corner
    by_code = dict(stands(letter, corner))
    if letter == "C":  # an L: the first two cells of the north row and one below
        by_code["C-01"] = [
            [x, y],
            [x + 2 * CELL, y],
            [x + 2 * CELL, y + ROW],
            [x + CELL, y + ROW],
            [x + CELL, y + 2 * ROW],
            [x, y + 2 * ROW],
        ]
        del by_code["C-02"], by_code["C-05"]
    if letter == "E":
        by_code["E-03"] = rectangle(x + 2 * CELL, y, 2 * CELL, ROW)
        del by_code["E-04"]
    return by_code
