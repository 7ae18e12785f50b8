"""`manage.py import_goods`, as scripts use it."""

import json

import pytest
from django.core.management import call_command

from catalog.models import ImportJob, Product
from tests.catalog.importing.files import csv_file, honey


@pytest.fixture
def run(kiwi, tmp_path):
    def run(data, *options, exhibitor="kiwi"):
        file, report = tmp_path / "goods.csv", tmp_path / "report.json"
        if data is not None:
            file.write_bytes(data)
        code = 0
        try:
            call_command(
                "import_goods", file, *options, exhibitor=exhibitor, report=report, lang="en"
            )
        except SystemExit as stopped:
            code = stopped.code
        return code, json.loads(report.read_text("utf-8"))

    return run


def test_good_rows_end_with_0(run):
    code, report = run(csv_file(honey()), "--approve")
    assert code == 0
    assert report == {
        "rows": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "errors": [],
    }
    assert Product.objects.get().live


def test_rejected_rows_end_with_1_and_the_good_ones_are_kept(run):
    code, report = run(csv_file(honey(), honey(sku="H-2", unit="坨", gtin="")))
    assert code == 1
    assert report["errors"] == [
        {
            "row": 3,
            "column": "unit",
            "code": "unit_unknown",
            "message": "“坨” is not a customs unit of measure.",
        }
    ]
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "exhibitor", "code"),
    [(b"a,b\n", "kiwi", "no_header"), (None, "kiwi", "file_missing"),
     (csv_file(honey()), "nobody", "exhibitor_unknown")],
)  # fmt: skip
def test_an_unreadable_file_ends_with_2(run, data, exhibitor, code):
    ended, report = run(data, exhibitor=exhibitor)
    assert ended == 2
    assert [error["code"] for error in report["errors"]] == [code]
    assert Product.objects.count() == 0


def test_a_dry_run_writes_no_goods_and_keeps_the_job_for_staff_to_see(run):
    code, report = run(csv_file(honey(), honey(sku="")), "--dry-run")
    assert (code, report["created"], Product.objects.count()) == (1, 1, 0)
    job = ImportJob.objects.get()
    assert (job.state, job.dry_run, job.rows, job.rejected) == ("done", True, 2, 1)
    assert [error.code for error in job.errors.all()] == ["sku_missing"]
