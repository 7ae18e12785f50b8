import csv
import io
from decimal import Decimal

import pytest

from core.files.csv_cells import csv_file


@pytest.mark.parametrize("unseen", ["", " ", "\u3000", "\u200b", "\ufeff ", "\u2060"])
@pytest.mark.parametrize("sign", list("=+-@\t\r＝＋－＠﹣﹢"))
def test_a_text_that_begins_like_a_formula_is_disarmed(sign, unseen):
    cell = f"{unseen}{sign}HYPERLINK(A1)"
    content = csv_file("goods.csv", ["name"], [[cell]]).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""))) == [["name"], [f"'{cell}"]]


@pytest.mark.parametrize("cell", ["蜂蜜", "", "a=b", "1-2", 12, Decimal("-3.50"), None])
def test_other_cells_stay_as_they_are(cell):
    content = csv_file("goods.csv", ["name"], [[cell, "x"]]).content.decode("utf-8-sig")
    assert content.splitlines()[1] == f"{'' if cell is None else cell},x"
