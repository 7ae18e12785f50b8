"""Staff complete and approve filings, and import goods, in Wagtail's admin."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog.importing.tasks import process_pending_imports, run_import
from catalog.integrity import stock as stock_differences
from catalog.models import (
    Category,
    Filing,
    ImportJob,
    PriceChange,
    Product,
    StockRecord,
    Variant,
    Zone,
)
from core.models import User
from tests.catalog.importing.files import csv_file, honey
from tests.factories import (
    make_category,
    make_exhibitor,
    make_tax_rate,
    make_variant,
    make_variant_for_export,
    make_variant_for_sale,
    make_zone,
)
from tests.html import folded

pytestmark = pytest.mark.django_db


def test_the_list_says_what_each_filing_lacks(client, organizer):
    make_variant(price=None, sku="BARE-1")
    make_variant_for_sale(filing={"approved": False}, sku="FULL-1")
    make_variant_for_sale(sku="DONE-1")

    html = client.get(reverse("catalog_staff:filings")).content.decode()

    assert "BARE-1" in html
    assert "海关备案" in html or "Nothing has been filed" in html
    assert "FULL-1" in html
    assert "DONE-1" not in html
    assert (
        "DONE-1" in client.get(reverse("catalog_staff:filings") + "?show=approved").content.decode()
    )


def test_one_click_approves_a_complete_filing(client, organizer):
    variant = make_variant_for_sale(filing={"approved": False})
    client.post(reverse("catalog_staff:approve", args=[variant.pk]))
    assert Filing.objects.get().approved_by == organizer
    client.post(reverse("catalog_staff:take_back", args=[variant.pk]), {"reason": "recall"})
    assert Filing.objects.get().approved_at is None


def test_an_incomplete_filing_is_rejected_with_its_gaps(client, organizer):
    variant = make_variant_for_sale(filing={"approved": False, "record_number": ""})
    response = client.post(reverse("catalog_staff:approve", args=[variant.pk]), follow=True)
    assert Filing.objects.get().approved_at is None
    assert variant.sku in response.content.decode()


def form_of(filing, **changes):
    fields = {name: getattr(filing, name) for name in Filing.REGULATED if name != "zone_id"}
    fields |= {"zone": filing.zone_id} | changes
    return {name: "" if value is None else value for name, value in fields.items()}


def test_staff_fill_in_what_is_missing_and_approve(client, organizer):
    variant = make_variant_for_sale(filing={"approved": False, "record_number": "", "unit": ""})
    address = reverse("catalog_staff:filing", args=[variant.pk])
    assert client.get(address).status_code == 200

    response = client.post(address, form_of(variant.filing, record_number="R-9", unit="瓶"))

    assert response.status_code == 302
    filing = Filing.objects.get()
    assert (filing.record_number, filing.unit) == ("R-9", "142")
    client.post(reverse("catalog_staff:approve", args=[variant.pk]))
    assert Variant.objects.for_sale().count() == 1


def test_good_without_stock_gets_a_place_for_its_first_pieces(client, organizer):
    variant = make_variant_for_sale(filing={"approved": False, "record_number": ""}, stock=None)
    address = reverse("catalog_staff:filing", args=[variant.pk])
    client.post(address, form_of(variant.filing, record_number="R-9"))
    record = StockRecord.objects.get()
    assert (record.zone, record.on_hand) == (variant.filing.zone, 0)
    count = reverse("catalog_staff:count", args=[record.pk])
    assert count in client.get(address).content.decode()
    client.post(count, {"was": 0, "pieces": 40, "reason": "arrived"})
    client.post(reverse("catalog_staff:approve", args=[variant.pk]))
    record.refresh_from_db()
    assert record.on_hand == 40
    assert stock_differences() == []


@pytest.mark.parametrize(
    ("field", "value"), [("hs_code", "123"), ("unit", "坨"), ("origin", "XX"), ("mode", "0110")]
)
def test_wrong_facts_are_not_saved(client, organizer, field, value):
    variant = make_variant_for_sale()
    before = variant.filing.as_filed()
    response = client.post(
        reverse("catalog_staff:filing", args=[variant.pk]),
        form_of(variant.filing, **{field: value}),
    )
    assert response.status_code == 200
    assert Filing.objects.get().as_filed() == before


def test_a_price_in_yen_stays_in_yen(client, organizer):
    variant = make_variant(sku="JP-1", price="382.00", currency="JPY")
    client.force_login(organizer)
    url = reverse("catalog_staff:price", args=[variant.pk])
    client.post(url, {"was": "382.00", "was_in": "JPY", "price": "380.00", "reason": "expo"})
    variant.refresh_from_db()
    assert (variant.price, variant.currency) == (Decimal("380.00"), "JPY")


def test_staff_change_price_and_stock_with_their_trails(client, organizer):
    variant = make_variant_for_sale()
    client.post(
        reverse("catalog_staff:price", args=[variant.pk]),
        {"was": "100.00", "price": "90.00", "reason": "expo"},
    )
    record = StockRecord.objects.get()
    client.post(
        reverse("catalog_staff:count", args=[record.pk]),
        {"was": 10, "pieces": 7, "reason": "counted"},
    )
    assert PriceChange.objects.get().new == Decimal("90.00")
    record.refresh_from_db()
    assert record.on_hand == 7


@pytest.mark.parametrize("name", ["filings", "imports"])
def test_others_are_kept_out(client, name):
    address = reverse(f"catalog_staff:{name}")
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("kiwi@expo.test", "x"))
    assert client.get(address).status_code in (302, 403)


@pytest.fixture
def kiwi():
    make_category()
    make_tax_rate()
    make_zone("xz-air", modes=["9610"])
    return make_exhibitor("kiwi")


def upload(client, kiwi, data, django_capture_on_commit_callbacks, **fields):
    file = SimpleUploadedFile("goods.csv", data, "text/csv")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            reverse("catalog_staff:imports"), {"exhibitor": kiwi.pk, "file": file, **fields}
        )
    return client.get(response.url)


def test_a_file_is_checked_first_and_then_imported(
    client, organizer, kiwi, django_capture_on_commit_callbacks
):
    data = csv_file(honey(), honey(sku="", name_zh="=cmd"))
    response = upload(
        client, kiwi, data, django_capture_on_commit_callbacks, dry_run="on", approve="on"
    )
    job = ImportJob.objects.get()
    assert (job.state, job.rows, job.created, job.rejected) == ("done", 2, 1, 1)
    assert Product.objects.count() == 0
    assert "缺少 SKU。" in response.content.decode()
    assert "sku_missing" not in response.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("catalog_staff:write", args=[job.pk]))

    assert Variant.objects.for_sale().count() == 1
    text = client.get(reverse("catalog_staff:errors", args=[job.pk])).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("3,sku,sku_missing,")


def test_an_import_under_way_asks_how_far_it_is_without_taking_the_page_away(
    client, organizer, kiwi
):
    file = SimpleUploadedFile("goods.csv", csv_file(honey()), "text/csv")
    job = ImportJob.objects.create(exhibitor=kiwi, file=file, file_name="goods.csv")
    where = reverse("catalog_staff:import", args=[job.pk])
    page = folded(client.get(where).content.decode())
    assert f'id="import" hx-get="{where}"' in page
    assert f'href="{where}">查看进度</a>' in page  # for those without script
    assert "http-equiv" not in page
    ImportJob.objects.update(state="done")
    page = folded(client.get(where).content.decode())
    assert 'id="import">' in page
    assert "hx-trigger" not in page


def test_a_file_that_is_no_list_of_goods_says_so(
    client, organizer, kiwi, django_capture_on_commit_callbacks
):
    response = upload(client, kiwi, b"a,b\n1,2\n", django_capture_on_commit_callbacks)
    assert ImportJob.objects.get().state == "failed"
    assert "没有找到表头" in response.content.decode()


def test_two_workers_take_a_job_once_and_a_lost_task_is_sent_again(
    client, organizer, kiwi, settings
):
    file = SimpleUploadedFile("goods.csv", csv_file(honey()), "text/csv")
    job = ImportJob.objects.create(exhibitor=kiwi, file=file, file_name="goods.csv")
    assert not (settings.MEDIA_ROOT / "imports").exists()  # nothing the site would serve
    ImportJob.objects.update(started_at=timezone.now() - timezone.timedelta(minutes=1))
    process_pending_imports()
    job.refresh_from_db()
    assert (job.state, job.created) == ("done", 1)
    run_import(job.pk)
    job.refresh_from_db()
    assert (job.created, job.unchanged) == (1, 0)


def test_categories_keep_their_tree(client, organizer):
    food = make_category("food", "食品", "Food")
    address = reverse("wagtailsnippets_catalog_category:add")
    assert client.get(address).status_code == 200
    client.post(address, {"name_zh": "茶", "name_en": "Tea", "slug": "tea", "parent": food.pk})
    tea = Category.objects.get(slug="tea")
    assert tea.get_parent() == food
    client.post(
        reverse("wagtailsnippets_catalog_category:edit", args=[tea.pk]),
        {"name_zh": "茶叶", "name_en": "Tea", "slug": "tea", "parent": ""},
    )
    tea = Category.objects.get(slug="tea")
    assert (tea.name_zh, tea.get_parent()) == ("茶叶", None)


@pytest.mark.parametrize("model", ["category", "brand", "zone", "taxrate", "positivelistentry"])
def test_the_tables_open_for_organizers(client, organizer, model):
    make_variant_for_sale()
    assert client.get(reverse(f"wagtailsnippets_catalog_{model}:list")).status_code == 200
    assert client.get(reverse(f"wagtailsnippets_catalog_{model}:add")).status_code == 200


@pytest.mark.parametrize(
    ("model", "english", "chinese"),
    [("category", "Depth", "层级"), ("exportfiling", "Variant", "规格")],
)
def test_a_tables_head_is_in_chinese(client, organizer, model, english, chinese):
    make_variant_for_export()
    page = client.get(reverse(f"wagtailsnippets_catalog_{model}:list")).content.decode()
    head = page.partition("<main")[2].partition("<thead")[2].partition("</thead>")[0]
    assert chinese in head
    assert english not in head


# R-MODE-2
def test_a_zones_modes_are_edited_with_it(client, organizer):
    zone = make_zone()
    html = client.get(reverse("wagtailsnippets_catalog_zone:edit", args=[zone.pk])).content.decode()
    assert 'name="modes-0-mode"' in html
    assert Zone.objects.count() == 1
