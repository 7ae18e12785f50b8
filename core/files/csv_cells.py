"""Cells of the CSV files that people open in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell):
    """A cell that would start a formula is disarmed."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
