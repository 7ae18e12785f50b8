"""Files as they come: any encoding, any order of columns, and some that mean harm."""

import io
import time
import zipfile

import pytest

from catalog.importing.errors import UnreadableFileError
from catalog.importing.tables import read_table
from tests.catalog.importing.files import csv_file, forged, honey, workbook

FORM_ROW = {
    "产品SKU": "A1",
    "产品名称": "奶瓶",
    "品牌": "贝亲",
    "单位": "个",
    "产品条码": "",
    "申报币种": "RMB",
    " 申报价值": "55",
    "重量(KG)": "0.195",
    "原产国": "日本",
    "海关编码": "",
    "备注": "",
}
FORM = list(FORM_ROW)
HONEY_FILE = workbook(honey(), honey(sku="H-2"))


def form_row(**changes):
    return FORM_ROW | changes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(encoding):
    table = read_table(csv_file(form_row(), header=FORM, encoding=encoding))
    assert table.rows[0][1][1] == "奶瓶"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_delimiter_is_read(delimiter):
    table = read_table(csv_file(form_row(), header=FORM, delimiter=delimiter))
    assert table.columns.cell(table.rows[0][1], "price") == "55"


def test_one_line_in_another_encoding_spoils_that_line_only(take):
    rows = csv_file(honey(), honey(sku="H-2", gtin=""), honey(sku="H-3", gtin="")).split(b"\r\n")
    rows[2] = rows[2].decode().encode("gb18030")
    report = take(b"\r\n".join(rows))
    assert (report.created, report.rejected) == (2, 1)
    assert [(e.row, e.code) for e in report.errors] == [(3, "encoding")]


def test_text_that_was_damaged_before_is_named(take):
    report = take(csv_file(honey(name_zh="麦卢\ufffd蜂蜜")))
    assert [(e.column, e.code) for e in report.errors] == [("name_zh", "encoding")]


def test_titles_above_the_header_and_blank_rows_keep_the_row_numbers():
    data = "商品导入表,,\n,,\n".encode() + csv_file(form_row(), {}, form_row(), header=FORM)
    assert [number for number, _ in read_table(data).rows] == [4, 6]


def test_line_breaks_inside_a_cell_are_no_new_row():
    table = read_table(csv_file(form_row(产品名称="奶\n瓶"), form_row(), header=FORM))
    assert [number for number, _ in table.rows] == [2, 3]


def test_a_workbooks_first_known_sheet_is_read():
    from openpyxl import load_workbook

    wb = load_workbook(io.BytesIO(workbook(form_row(), header=FORM)))
    wb.create_sheet("说明", 0).append(["请按格式填写"])
    out = io.BytesIO()
    wb.save(out)
    assert len(read_table(out.getvalue()).rows) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"a,b,c\n1,2,3\n", "no_header"),
        (b"sku,price\nA1,3\n", "no_header"),
        (b"sku,name_zh,SKU\nA1,x,A2\n", "column_twice"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_old_excel"),
        (b"PK\x03\x04 not a zip", "file_format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file_format"),
    ],
)
def test_what_is_no_goods_list_is_rejected(data, code):
    with pytest.raises(UnreadableFileError) as exc_info:
        read_table(data)
    assert exc_info.value.code == code


def test_a_zip_bomb_is_rejected_before_it_unpacks():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 64 * 1024 * 1024)
    with pytest.raises(UnreadableFileError) as exc_info:
        read_table(out.getvalue())
    assert exc_info.value.code == "file_unsafe"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_entities_is_rejected(encoding):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", bomb)
    with pytest.raises(UnreadableFileError) as exc_info:
        read_table(out.getvalue())
    assert exc_info.value.code == "file_unsafe"


def test_a_row_that_claims_to_stand_beyond_any_sheet_is_rejected(monkeypatch):
    """A library fills the gap with blank rows: a small file could keep a worker for hours."""
    monkeypatch.setattr("catalog.importing.tables.LAST_ROW", 1000)
    with pytest.raises(UnreadableFileError) as exc_info:
        read_table(forged(HONEY_FILE, b'<row r="3"', b'<row r="1000000000"'))
    assert exc_info.value.code == "too_many_rows"


def test_a_cell_beyond_the_last_possible_column_spoils_the_file_and_no_more():
    with pytest.raises(UnreadableFileError) as exc_info:
        read_table(forged(HONEY_FILE, b'r="B3"', b'r="ZZZZZZ3"'))
    assert exc_info.value.code == "file_format"


def test_a_list_is_read_no_further_than_its_reader_asks():
    """A million rows in five megabytes would keep a clerk's page for minutes, to be rejected."""
    data = workbook(honey(), honey(sku="H-2"), honey(sku="H-3"))
    assert len(read_table(data, max_rows=3).rows) == 3
    with pytest.raises(UnreadableFileError) as exc_info:
        read_table(data, max_rows=2)
    assert "2" in str(exc_info.value.message)


def test_no_row_is_wider_than_a_sheet_of_ours():
    row = b"SHOP-1,\xe8\x9c\x82\xe8\x9c\x9c,55" + b"," * 100_000
    table = read_table("货号,名称,单价\n".encode() + row)
    assert [len(cells) for _, cells in table.rows] == [200]


@pytest.mark.parametrize("tag", [b'<c r="A1"', b"<mergeCell ", b"<c <f"])
def test_tags_that_never_end_do_not_hold_a_worker_up(tag):
    """Searched by pattern, 45 kB of them took more than eight minutes."""
    began = time.monotonic()
    with pytest.raises(UnreadableFileError) as exc_info:
        read_table(forged(HONEY_FILE, b"</sheetData>", b"</sheetData>" + tag * 3000))
    assert (exc_info.value.code, time.monotonic() - began < 5) == ("file_format", True)
