"""Texts of cells that tell more than their characters."""

MAX_COLUMNS = 200  # of a row; the rest is left out


class NumberText(str):
    """A cell that the workbook keeps as a number: leading zeros may be lost."""

    __slots__ = ()


class FormulaText(str):
    """A formula whose value the workbook doesn't hold: the program that wrote it never computed
    it."""

    __slots__ = ()
