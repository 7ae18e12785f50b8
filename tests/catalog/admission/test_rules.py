"""The rules of a day: positive list, stop list, domestic agent. Approved goods obey them too."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.actions import filings
from catalog.admission.requirements import missing_for_sale
from catalog.admission.rules import admission_cache, read_admission
from catalog.importing.run import run_job
from catalog.models import Filing, ImportJob, PositiveListEntry, StopListEntry
from catalog.product_card import product_cards
from catalog.signals import goods_changed
from core.models import User
from evidence.models import Entry
from exhibitors.models import Exhibitor
from tests.catalog.importing.files import csv_file, honey
from tests.factories import (
    make_exhibitor,
    make_list_entry,
    make_product,
    make_stop,
    make_tax_rate,
    make_variant_for_sale,
    make_zone,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
Note = PositiveListEntry.Note


def missing(variant, on=None):
    return [reason.code for reason in missing_for_sale(variant, on)]


def is_shown_for_sale(variant):
    return product_cards([variant.product])[0].for_sale


@pytest.fixture
def import_goods():
    make_zone(modes=("9610",))
    make_tax_rate()

    def run(data):
        job = ImportJob.objects.create(
            exhibitor=make_exhibitor(), file_name="goods.csv", approve=True
        )
        return run_job(job, data)

    return run


def make_product_of(slug, **fields):
    return make_product(make_exhibitor(slug, **fields))


def queries(operation):
    with CaptureQueriesContext(connection) as captured:
        operation()
    return len(captured)


# R-LIST-1, R-LIST-2


def test_without_any_list_nothing_is_judged_by_it():
    assert missing(make_variant_for_sale()) == []


def test_good_on_the_list_lacks_nothing():
    make_list_entry("04090000")
    assert missing(make_variant_for_sale()) == []


def test_good_off_the_list_is_not_for_sale_and_says_why(client):
    variant = make_variant_for_sale()
    make_list_entry("19011010")
    assert missing(variant) == ["not_listed"]
    assert not is_shown_for_sale(variant)
    page = client.get(variant.product.get_absolute_url()).content.decode()
    assert "正面清单" in page


def test_good_off_the_list_is_not_approved():
    variant = make_variant_for_sale(filing={"approved": False})
    make_list_entry("19011010")
    with pytest.raises(filings.IncompleteFilingError) as exc_info:
        filings.approve_filing(variant, None)
    assert [reason.code for reason in exc_info.value.reasons] == ["not_listed"]


def test_newest_version_in_force_decides_with_all_its_batches():
    make_list_entry("04090000", version="2016", valid_from=date(2016, 4, 8))
    make_list_entry("19011010", version="2022", valid_from=date(2022, 3, 1))
    variant = make_variant_for_sale()
    assert missing(variant, date(2021, 6, 1)) == []
    assert missing(variant, date(2022, 3, 1)) == ["not_listed"]
    make_list_entry("04090000", version="2022", valid_from=date(2022, 3, 15))  # a second batch
    assert missing(variant, date(2022, 3, 14)) == ["not_listed"]
    assert missing(variant, date(2022, 3, 15)) == []


def test_an_order_reads_only_its_own_lines_and_still_knows_the_version():
    variant = make_variant_for_sale()
    make_list_entry("19011010")
    rules = read_admission(TODAY(), [variant.filing])
    assert rules.version == "2022"
    assert [reason.code for reason in rules.barriers(variant)] == ["not_listed"]


@pytest.mark.parametrize(("mode", "codes"), [("1210", []), ("9610", ["list_mode"])])
def test_line_for_bonded_goods_only(mode, codes):
    make_zone(modes=("1210", "9610"))
    make_list_entry(note_kind=Note.MODE)
    record = "R1" if mode == "1210" else ""
    assert missing(make_variant_for_sale(filing={"mode": mode, "record_number": record})) == codes


def test_approval_keeps_the_version_it_was_made_under():
    make_list_entry(version="2023", valid_from=date(2023, 1, 1))
    variant = make_variant_for_sale(filing={"approved": False, "list_version": "2022"})
    assert filings.approve_filing(variant, None)
    assert Filing.objects.get().list_version == "2023"


def test_the_text_of_a_line_is_confirmed_by_a_person(client, organizer):
    make_list_entry(note_kind=Note.NAME, note="仅限麦卢卡蜂蜜")
    variant = make_variant_for_sale(filing={"approved": False})
    page = client.get(reverse("catalog_staff:filing", args=[variant.pk])).content.decode()
    assert "仅限麦卢卡蜂蜜" in page
    approve = reverse("catalog_staff:approve", args=[variant.pk])
    client.post(approve)
    assert Filing.objects.get().approved_at is None
    client.post(approve, {"list_read": "on"})
    assert Filing.objects.get().approved_at
    assert json.loads(Entry.objects.last().payload)["list_notes"] == ["仅限麦卢卡蜂蜜"]


@pytest.mark.parametrize(("note_kind", "approved"), [("", True), (Note.EXCLUSION, False)])
def test_import_approves_what_no_text_needs_reading_for(note_kind, approved, import_goods):
    make_list_entry(note_kind=note_kind, note="列入濒危物种的除外")
    assert import_goods(csv_file(honey())).created == 1
    assert bool(Filing.objects.get().approved_at) is approved


def test_capped_line_needs_its_cap_and_the_quantity():
    with pytest.raises(ValidationError):
        PositiveListEntry(
            version="1", hs8="17019910", name_zh="糖", valid_from=TODAY(), note_kind="cap"
        ).full_clean()
    make_list_entry(note_kind=Note.CAP, cap=Decimal(2), cap_unit="095")
    assert missing(make_variant_for_sale()) == []
    assert missing(make_variant_for_sale(net_content=None)) == ["cap_quantity"]


# R-PLAT-3


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"origin": "NZ", "hs_prefix": "0409"}, ["stopped"]),
        ({"origin": "NZ", "hs_prefix": ""}, ["stopped"]),
        ({"origin": "", "hs_prefix": "04"}, ["stopped"]),
        ({"origin": "", "hs_prefix": "0409000000"}, ["stopped"]),
        ({"origin": "AU", "hs_prefix": "0409"}, []),
        ({"origin": "NZ", "hs_prefix": "0402"}, []),
        ({"valid_to": date(2020, 2, 1)}, []),
        ({"valid_from": date(2999, 1, 1)}, []),
    ],
)
def test_stop_list_is_origin_times_prefix_between_its_days(row, codes):
    make_stop(**row)
    variant = make_variant_for_sale()
    assert missing(variant) == codes
    assert is_shown_for_sale(variant) is not bool(codes)


def test_first_and_last_day_of_a_stop_are_inside():
    make_stop(valid_from=date(2024, 5, 2), valid_to=date(2024, 5, 4))
    variant = make_variant_for_sale()
    days = [date(2024, 5, day) for day in range(1, 6)]
    assert [missing(variant, day) for day in days] == [[], *[["stopped"]] * 3, []]


@pytest.mark.parametrize(
    ("path", "text"), [("", "疫区暂停进口"), ("/en", "Imports suspended: epidemic area")]
)
def test_visitors_read_why_a_good_is_stopped(client, path, text):
    make_stop()
    variant = make_variant_for_sale()
    page = client.get(path + variant.product.get_absolute_url())
    assert text in page.content.decode()
    assert 'name="quantity"' not in page.content.decode()


def test_organizer_stops_goods_in_the_admin_and_lists_are_notified(client, organizer):
    variant, changed_pks = make_variant_for_sale(), []
    assert is_shown_for_sale(variant)

    def record(product_pks, **_):
        changed_pks.extend(product_pks)

    goods_changed.connect(record)
    try:
        client.post(
            reverse(StopListEntry.snippet_viewset.get_url_name("add")),
            {
                "origin": "nz",
                "hs_prefix": "0409",
                "valid_from": TODAY().isoformat(),
                "reason_zh": "疫区暂停进口",
            },
        )
    finally:
        goods_changed.disconnect(record)
    assert (StopListEntry.objects.get().origin, changed_pks) == ("NZ", [variant.product_id])
    assert not is_shown_for_sale(variant)


@pytest.mark.parametrize(
    "fields", [{"origin": "", "hs_prefix": ""}, {"origin": "QQ"}, {"valid_to": date(2019, 1, 1)}]
)
def test_stop_that_means_nothing_is_rejected(fields):
    row = {"origin": "NZ", "hs_prefix": "04", "valid_from": date(2020, 1, 1), "reason_zh": "停"}
    with pytest.raises(ValidationError):
        StopListEntry(**row | fields).full_clean()


def test_database_refuses_a_stop_of_everything():
    with pytest.raises(IntegrityError):
        make_stop(origin="", hs_prefix="")


# R-PLAT-1


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"country": "NZ", "agent_code": ""}, ["agent"]),
        ({"country": "NZ", "agent_name": ""}, ["agent"]),
        ({"country": "HK", "agent_code": ""}, ["agent"]),
        ({"country": "CN", "agent_code": "", "agent_name": ""}, []),
        ({"country": "NZ", "agent_until": date(2026, 1, 1)}, []),
        ({"country": "NZ", "agent_until": date(2025, 12, 31)}, ["agent"]),
    ],
)
def test_bonded_goods_of_an_overseas_seller_need_an_agent(fields, codes):
    variant = make_variant_for_sale()
    Exhibitor.objects.update(**fields)
    variant.product.exhibitor.refresh_from_db()
    assert missing(variant, date(2026, 1, 1)) == codes


def test_direct_purchase_needs_no_agent_for_its_listing():
    make_zone(modes=("9610",))
    variant = make_variant_for_sale(filing={"mode": "9610", "record_number": ""})
    variant.product.exhibitor.agent_code = ""
    assert missing(variant) == []


def test_seller_without_agent_is_said_at_the_desk_not_to_visitors(client):
    variant = make_variant_for_sale(make_product_of("agentless", agent_code=""))
    owner = User.objects.create_user("owner@expo.test", "x")
    owner.memberships.create(exhibitor=variant.product.exhibitor, role="owner")
    page = client.get(variant.product.get_absolute_url()).content.decode()
    assert "没有境内代理人" not in page  # who it is stands on the label
    assert "暂停销售" in page
    client.force_login(owner)
    desk = client.get(reverse("desk:good", args=["agentless", variant.product_id]))
    assert "境内代理人" in desk.content.decode()


# together


def test_rules_are_kept_in_memory_and_forgotten_when_a_row_changes(django_assert_num_queries):
    make_variant_for_sale()
    admission_cache.on()
    with django_assert_num_queries(0):
        admission_cache.on()
    row = make_stop()
    assert len(admission_cache.on().stops) == 1
    row.delete()
    assert len(admission_cache.on().stops) == 0


def test_list_of_filings_takes_the_same_queries_for_one_row_and_for_three(client, organizer):
    make_list_entry("19011010")
    make_stop()
    url, counts = reverse("catalog_staff:filings") + "?show=all", []
    for _ in range(2):
        make_variant_for_sale(make_product_of("kiwi"))
        client.get(url)
        counts.append(queries(lambda: client.get(url)))
        make_variant_for_sale(make_product_of("nordic"))
        make_variant_for_sale(make_product_of("maison"))
    assert counts[0] == counts[1]


def test_tomorrow_is_judged_by_tomorrows_rules():
    make_stop(valid_from=TODAY() + timedelta(days=1))
    variant = make_variant_for_sale()
    assert missing(variant) == []
    assert missing(variant, TODAY() + timedelta(days=1)) == ["stopped"]
