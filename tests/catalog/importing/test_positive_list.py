"""A published version of the positive list is taken over whole (R-LIST-1, R-LIST-3)."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.admission.requirements import missing_for_sale
from catalog.models import PositiveListEntry
from evidence.models import Entry
from tests.factories import make_list_entry, make_variant_for_sale

pytestmark = pytest.mark.django_db

HEADER = "hs8,name_zh,note_kind,note,cap,cap_unit"
SUGAR = "1701.9910,砂糖,cap,每人每年不超过2千克,2,035"


def enter(tmp_path, *rows, version="2026", starts="2026-01-01", encoding="utf-8-sig"):
    file = tmp_path / "list.csv"
    file.write_text("\n".join([HEADER, *rows]), encoding=encoding)
    out = StringIO()
    call_command(
        "import_positive_list", str(file), "--list-version", version, "--from", starts, stdout=out
    )
    return out.getvalue().splitlines()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_lines_are_kept_as_published(tmp_path, encoding):
    enter(tmp_path, SUGAR, "04090000,天然蜂蜜", encoding=encoding)
    assert list(
        PositiveListEntry.objects.order_by("hs8").values_list(
            "version", "hs8", "name_zh", "note_kind", "cap", "cap_unit", "valid_from", "valid_to"
        )
    ) == [
        ("2026", "04090000", "天然蜂蜜", "", None, "", date(2026, 1, 1), None),
        ("2026", "17019910", "砂糖", "cap", Decimal(2), "035", date(2026, 1, 1), None),
    ]


def test_new_version_ends_the_old_one_and_names_what_it_no_longer_admits(tmp_path):
    old = make_list_entry(version="2022")
    still_sold, no_longer_sold = (
        make_variant_for_sale(),
        make_variant_for_sale(filing={"hs_code": "1901101090"}),
    )
    make_list_entry("19011010", version="2022")
    output = enter(tmp_path, "04090000,天然蜂蜜")
    assert output == ["1 lines; 1 approved SKUs are no longer sold", no_longer_sold.sku]
    old.refresh_from_db()
    assert old.valid_to == date(2025, 12, 31)
    assert [missing_for_sale(each) == [] for each in (still_sold, no_longer_sold)] == [True, False]
    assert json.loads(Entry.objects.last().payload) == {
        "from": "2026-01-01",
        "lines": 1,
        "barred": [no_longer_sold.sku],
    }


def test_same_file_again_changes_nothing(tmp_path):
    assert enter(tmp_path, SUGAR) == enter(tmp_path, SUGAR)
    assert PositiveListEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("0409,蜂蜜", "row 3: hs8"),
        ("04090000,", "row 3: name_zh"),
        ("04090000,蜂蜜,banned", "row 3: note_kind"),
        ("04090000,蜂蜜,cap", "row 3: cap"),
        ("04090000,蜂蜜,cap,,two,035", "row 3: cap"),
        ("04090000,蜂蜜,cap,,2,999", "row 3: cap_unit"),
    ],
)
def test_one_bad_row_and_nothing_is_written(tmp_path, row, text):
    with pytest.raises(CommandError, match=text):
        enter(tmp_path, SUGAR, row)
    assert PositiveListEntry.objects.count() == 0


def test_file_without_lines_or_columns_is_rejected(tmp_path):
    with pytest.raises(CommandError, match="no line"):
        enter(tmp_path)
    file = tmp_path / "other.csv"
    file.write_text("code,name\n04090000,蜂蜜\n")
    with pytest.raises(CommandError, match="hs8, name_zh"):
        call_command("import_positive_list", str(file), "--list-version=1", "--from=2026-01-01")
