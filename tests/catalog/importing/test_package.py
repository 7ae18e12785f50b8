"""A package of so many products holds for exhibitors; staff go beyond it with a warning."""

import pytest
from django.core.management import call_command

from catalog.importing.run import import_goods
from catalog.models import Product, Variant
from catalog.package_limits import exhibitors_beyond_package
from exhibitors.models import Package, Participation
from tests.catalog.importing.files import csv_file, honey
from tests.exhibitors.factories import make_edition, make_exhibitor
from tests.factories import make_category, make_product, make_tax_rate, make_zone
from tests.threads import needs_row_locks, run_together


def give_package(exhibitor, max_goods):
    package = Package.objects.create(code="small", name_zh="小", max_goods=max_goods)
    Participation.objects.create(
        exhibitor=exhibitor, edition=make_edition(), package=package, state="accepted"
    )


def honeys(numbers):
    return csv_file(*(honey(sku=f"H-{n}", name_en=f"Honey {n}", gtin="") for n in numbers))


@pytest.fixture
def small(kiwi):
    """A package of three products; one is listed."""
    give_package(kiwi, 3)
    make_product(kiwi, slug="first")
    return kiwi


def test_one_sentence_says_what_the_package_has_no_room_for(take, small):
    report = take(honeys(range(1, 6)))
    assert (report.rows, report.created, report.rejected) == (5, 2, 3)
    assert [(e.row, e.code, e.message) for e in report.errors] == [
        (
            4,
            "package_full",
            "Your package includes 3 products. New products from this row on were left out: "
            "3 rows. Please ask the organizers for more.",
        )
    ]
    assert Product.objects.of_exhibitor(small).count() == 3


def test_what_is_listed_is_updated_where_the_package_is_full(take, small):
    take(honeys((1, 2)))
    report = take(csv_file(honey(sku="H-3", gtin=""), honey(sku="H-1", price="99.00", gtin="")))
    assert (report.created, report.updated, report.rejected) == (0, 1, 1)
    assert str(Variant.objects.get(sku="H-1").price) == "99.00"


@pytest.mark.parametrize("batch", [2, 500])
def test_a_dry_run_says_the_same(take, small, monkeypatch, batch):
    monkeypatch.setattr("catalog.importing.run.BATCH", batch)
    report = take(honeys(range(1, 6)), dry_run=True)
    assert (report.created, report.rejected, report.errors[0].row) == (2, 3, 4)
    assert Product.objects.of_exhibitor(small).count() == 1


def test_without_a_package_there_is_no_limit(take, kiwi):
    report = take(honeys(range(1, 6)))
    assert (report.created, report.errors, report.notes) == (5, [], [])


def test_staff_go_beyond_it_with_one_warning(small, tmp_path, capsys):
    file = tmp_path / "goods.csv"
    file.write_bytes(honeys(range(1, 6)))
    call_command("import_goods", file, exhibitor="kiwi", approve=True, lang="en")
    assert capsys.readouterr().err.splitlines() == [
        "Kiwi Trading now lists 6 products, more than the 3 of its package. [package_exceeded]"
    ]
    assert Product.objects.of_exhibitor(small).count() == 6
    # what `seed_demo --goods` warns of
    beyond = [(each.slug, each.listed, each.limit) for each in exhibitors_beyond_package()]
    assert beyond == [("kiwi", 6, 3)]


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_share_what_room_there_is():
    needs_row_locks()
    make_category()
    make_tax_rate()
    make_zone("xz-air", modes=["9610"])
    kiwi = make_exhibitor("kiwi")
    give_package(kiwi, 10)

    def send(i):
        return import_goods(honeys(range(i * 8, i * 8 + 8)), exhibitor=kiwi, file_name=f"{i}.csv")

    reports = run_together(3, send)
    assert sum(report.created for report in reports) == 10
    assert sum(report.rejected for report in reports) == 14
    assert Product.objects.of_exhibitor(kiwi).count() == 10
