"""Importing goods on SQLite, rows a second once parsed: new goods with filing and stock, the same
file again, every price changed; beside the same rows through bare `executemany`. ROWS=20000."""

import csv
import io
import os
import sqlite3
import time

from benchmarks.scratch_site import clocked, folder
from catalog.codes.gtin import restricted_gtin
from catalog.importing.rows import read_rows
from catalog.importing.run import import_goods
from catalog.importing.tables import read_table
from exhibitors.models import Exhibitor

HEADER = [
    "sku", "gtin", "name_zh", "name_en", "brand", "spec", "category", "origin", "hs_code", "unit",
    "price", "currency", "net_weight_g", "gross_weight_g", "net_content", "pieces", "stock", "mode",
    "description_zh", "description_en",
]  # fmt: skip


def main():
    rows = int(os.environ.get("ROWS", "10000"))
    run = f"B{int(time.time())}"  # SKUs of its own: BENCH_DIR keeps the goods of earlier runs
    data = goods_file(run, rows)
    parsing, _ = clocked(lambda: list(read_rows(read_table(data))))
    print(f"parsed and checked: {rows / parsing:,.0f} rows/s")
    for name, file in (
        ("new goods", data),
        ("the same file again", data),
        ("every price changed", goods_file(run, rows, dearer=1)),
    ):
        seconds, _ = clocked(lambda file=file: take(file))
        print(f"{name}: {rows / (seconds - parsing):,.0f} rows/s")
    bare, _ = clocked(lambda: bare_rows(folder() / "bare.sqlite3", rows))
    print(f"five bare inserts a row: {rows / bare:,.0f} rows/s")


def take(file):
    kiwi = Exhibitor.objects.get(slug="kiwi")
    report = import_goods(file, exhibitor=kiwi, file_name="benchmark.csv", approve=True)
    assert not report.errors, report.errors[:3]


def goods_file(run, rows, dearer=0):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for n in range(rows):
        writer.writerow(
            [
                f"{run}-{n}", restricted_gtin(n), f"测试商品{n}号", f"Trial good {n}",
                f"品牌{n % 50}/Brand{n % 50}", "250g", "蜂蜜", "NZL", "0409000000", "瓶",
                f"{10 + n % 500 + dearer}.50", "CNY", 250, 300, 250, 1, n % 100, "9610",
                "一段描述，说明这个商品。", "A sentence about this good.",
            ]
        )  # fmt: skip
    return out.getvalue().encode()


def bare_rows(path, rows):
    """Product, variant, filing, stock and movement as rows of plain text and numbers."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        for table in range(5):
            connection.execute(f"CREATE TABLE t{table} (id INTEGER PRIMARY KEY, a, b, c, d, e, f)")
            values = ((n, "text", "text", 1, 2, 3, "text") for n in range(rows))
            connection.executemany(f"INSERT INTO t{table} VALUES (?, ?, ?, ?, ?, ?, ?)", values)
