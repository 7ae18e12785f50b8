"""Small files as merchants send them."""

import csv
import io
import zipfile

from openpyxl import Workbook

HONEY = {
    "sku": "H-1",
    "gtin": "9400501001239",
    "name_zh": "麦卢卡蜂蜜",
    "name_en": "Manuka honey",
    "brand": "图伊湾/Tui Bay",
    "spec": "250g",
    "category": "蜂蜜",
    "origin": "NZL",
    "hs_code": "0409000000",
    "unit": "瓶",
    "price": "188.00",
    "currency": "CNY",
    "net_weight_g": "250",
    "gross_weight_g": "400",
    "stock": "12",
    "mode": "9610",
}
HEADER = list(HONEY)


def csv_file(*rows, header=None, encoding="utf-8", delimiter=","):
    """Bytes of a CSV file with these dicts as rows."""
    header = header or HEADER
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(header)
    for row in rows:
        writer.writerow([row.get(name, "") for name in header])
    return out.getvalue().encode(encoding)


def workbook(*rows, header=None, change=lambda workbook: None):
    """change: what is done to the openpyxl workbook before it is written."""
    wb = Workbook()
    worksheet = wb.active
    worksheet.append(header or HEADER)
    for row in rows:
        worksheet.append([row.get(name) for name in header or HEADER])
    change(wb)
    out = io.BytesIO()
    wb.save(out)
    return out.getvalue()


def honey(**changes):
    return HONEY | changes


def forged(data, old, new):
    """A workbook with other bytes in its parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as plain,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in plain.namelist():
            archive.writestr(name, plain.read(name).replace(old, new))
    return out.getvalue()
