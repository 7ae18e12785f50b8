"""The CSV files of Wagtail's own lists and reports: titles and names that exhibitors wrote stand in
them, and Wagtail disarms formulas in XLSX only."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.files.csv_cells import escape_formula


def write_csv_row(self, writer, row):
    """As Wagtail's, with each cell a text to whatever opens the file."""
    cells = {
        field: escape_formula(self.preprocess_field_value(field, value, self.FORMAT_CSV))
        for field, value in row.items()
    }
    return writer.writerow(cells)


def disarm_formulas():
    """While the site starts. Wagtail has no setting or hook for it, and its views are many."""
    SpreadsheetExportMixin.write_csv_row = write_csv_row
