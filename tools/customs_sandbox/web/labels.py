"""Labels of the page in Chinese and English: settings of the scenario, states, figures, files."""

from pathlib import Path

from ceb.data_files import read_rows


def _labels(table: str) -> dict[str, tuple[str, str]]:
    rows = read_rows(Path(__file__).with_name("labels.csv"), ("table", "name", "zh", "en"))
    return {row["name"]: (row["zh"], row["en"]) for row in rows if row["table"] == table}


SCENARIO_LABELS = _labels("scenario")
STATES = _labels("state")
FIGURES = _labels("figure")
FILES = _labels("file")
