"""Texts of cells that tell more than their characters."""

MAX_COLUMNS = 200  # of a row; the rest is left out


class NumberText(str):
    """A cell that the workbook keeps as a number: leading zeros may be lost."""

    __slots__ = ()
