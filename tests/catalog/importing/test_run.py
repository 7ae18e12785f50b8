"""A merchant's file becomes goods: by SKU, whole rows only, with nothing lost in silence."""

from decimal import Decimal

import pytest

from catalog import integrity
from catalog.actions import stock
from catalog.models import Brand, Category, Filing, PriceChange, Product, StockRecord, Variant
from catalog.signals import goods_changed
from evidence.models import Entry
from tests.catalog.importing.files import HEADER, csv_file, forged, honey, workbook
from tests.factories import make_exhibitor, make_product, make_variant


def errors(report):
    return [(error.row, error.column, error.code) for error in report.errors]


def counts(report):
    return report.created, report.updated, report.unchanged, report.rejected


def test_a_complete_row_is_shown_and_for_sale_once_staff_approve(take):
    report = take(csv_file(honey()), approve=True)

    assert report.as_json() == {
        "rows": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "errors": [],
    }
    variant = Variant.objects.for_sale().get()
    assert (variant.sku, variant.gtin, variant.price) == ("H-1", "9400501001239", Decimal(188))
    assert (variant.net_content, variant.spec) == (Decimal(250), "250g")
    product = variant.product
    assert (product.name_zh, product.name_en, product.origin) == (
        "麦卢卡蜂蜜",
        "Manuka honey",
        "NZ",
    )
    assert (product.brand.name_zh, product.brand.name_en) == ("图伊湾", "Tui Bay")
    assert product.category.slug == "honey"
    filing = variant.filing
    assert (filing.mode, filing.zone.code, filing.unit) == ("9610", "xz-air", "142")
    assert (filing.legal_unit_1, filing.legal_quantity_1) == ("035", Decimal("0.25"))
    assert StockRecord.objects.get().on_hand == 12
    assert integrity.stock() == []


def test_without_approval_new_goods_wait_for_review(take):
    take(csv_file(honey()))
    assert not Product.objects.get().live
    assert Filing.objects.get().approved_at is None


def test_the_same_file_again_changes_nothing(take):
    data = csv_file(honey(), honey(sku="H-2", gtin=""))
    take(data, approve=True)
    before = Entry.objects.count()
    assert counts(take(data, approve=True)) == (0, 0, 2, 0)
    assert Entry.objects.count() == before


def test_staff_approve_later_what_was_imported_before(take):
    take(csv_file(honey()))
    assert counts(take(csv_file(honey()), approve=True)) == (0, 1, 0, 0)
    assert Variant.objects.for_sale().count() == 1


def test_a_new_price_and_a_new_count_leave_their_trails(take):
    take(csv_file(honey()), approve=True)
    report = take(csv_file(honey(price="199.00", stock="20")))

    assert counts(report) == (0, 1, 0, 0)
    price_change = PriceChange.objects.get()
    assert (price_change.old, price_change.new, price_change.reason) == (
        Decimal(188),
        Decimal(199),
        "goods.csv",
    )
    record = StockRecord.objects.get()
    assert record.on_hand == 20
    assert list(record.movements.values_list("kind", "on_hand")) == [
        ("received", 12),
        ("adjusted", 8),
    ]
    assert Variant.objects.for_sale().count() == 1  # price and stock need no new approval


def test_a_changed_hs_code_needs_approval_again(take):
    take(csv_file(honey()), approve=True)
    take(csv_file(honey(hs_code="2106909090")))
    assert Variant.objects.for_sale().count() == 0


def test_a_live_page_keeps_its_text_until_the_new_one_is_reviewed(take):
    take(csv_file(honey()), approve=True)
    change = csv_file(honey(name_zh="麦卢卡蜂蜜 新名"))

    assert counts(take(change)) == (0, 1, 0, 0)

    product = Product.objects.get()
    assert (product.name_zh, product.has_unpublished_changes) == ("麦卢卡蜂蜜", True)
    assert product.get_latest_revision_as_object().name_zh == "麦卢卡蜂蜜 新名"
    assert counts(take(change)) == (0, 0, 1, 0)  # the draft says so already
    take(change, approve=True)
    assert Product.objects.get().name_zh == "麦卢卡蜂蜜 新名"


def test_approving_a_row_does_not_approve_what_its_exhibitor_was_still_writing(take):
    take(csv_file(honey()), approve=True)
    product = Product.objects.get()
    product.highlight_zh = "包治百病"
    product.save_revision()

    take(csv_file(honey(name_zh="麦卢卡蜂蜜 新名")), approve=True)

    product = Product.objects.get()
    assert (product.name_zh, product.live) == ("麦卢卡蜂蜜 新名", True)
    assert product.highlight_zh != "包治百病"
    draft = product.get_latest_revision_as_object()
    assert (draft.name_zh, draft.highlight_zh) == ("麦卢卡蜂蜜 新名", "包治百病")
    assert product.has_unpublished_changes


def test_empty_cells_change_nothing(take):
    take(csv_file(honey()), approve=True)
    report = take(csv_file({"sku": "H-1", "name_zh": "麦卢卡蜂蜜"}, header=["sku", "name_zh"]))
    assert counts(report) == (0, 0, 1, 0)


def test_a_dry_run_reports_the_same_and_writes_nothing(take):
    data = csv_file(honey(), honey(sku="H-2", category="新类目", brand="新牌", gtin="1"))
    report = take(data, dry_run=True, approve=True)
    assert counts(report) == (1, 0, 0, 1)
    assert (Product.objects.count(), Brand.objects.count(), Category.objects.count()) == (0, 0, 1)
    assert counts(take(data, approve=True)) == counts(report)


def test_good_rows_are_kept_and_bad_ones_named(take):
    report = take(
        csv_file(
            honey(),
            honey(sku="", gtin=""),
            honey(sku="H-3", gtin="9400501001238"),
            honey(sku="H-4", hs_code="901210000", gtin=""),
            honey(sku="H-5", hs_code="9999999999", gtin=""),
            honey(sku="H-6", price="", gtin=""),
            honey(sku="H-7", price="0", origin="火星", gtin=""),
            honey(sku="H-1", price="150"),
            {"sku": "合计", "price": "1234"},
        )
    )
    assert counts(report) == (1, 0, 0, 8)
    assert report.exit_code == 1
    assert errors(report) == [
        (3, "sku", "sku_missing"),
        (4, "gtin", "gtin_check_digit"),
        (5, "hs_code", "hs_code_length"),
        (6, "hs_code", "hs_code_chapter"),
        (7, "price", "price_missing"),
        (8, "origin", "origin_unknown"),
        (8, "price", "price_not_positive"),
        (9, "sku", "sku_duplicate"),
        (10, "", "total_line"),
    ]
    assert report.errors[1].message == "The check digit of 9400501001238 is wrong; it should be 9."


def test_a_good_without_any_price_is_shown_only(take):
    report = take(csv_file(honey(price="", currency="")), approve=True)
    assert counts(report) == (1, 0, 0, 0)
    assert Product.objects.get().live
    assert Variant.objects.for_sale().count() == 0


def test_a_price_in_yen_is_kept_and_shown_only(take):
    take(csv_file(honey(currency="JPY", price="1,425")), approve=True)
    variant = Variant.objects.get()
    assert (variant.price, variant.currency) == (Decimal(1425), "JPY")
    assert Variant.objects.for_sale().count() == 0


def test_somebody_elses_sku_is_rejected(take):
    make_variant(make_product(make_exhibitor("nordic")), sku="H-1")
    assert errors(take(csv_file(honey()))) == [(2, "sku", "sku_taken")]


def test_a_count_below_what_orders_reserve_is_rejected_and_the_row_left_alone(take):
    take(csv_file(honey()), approve=True)
    stock.reserve({StockRecord.objects.get().pk: 5}, reference="E1")
    report = take(csv_file(honey(stock="4", price="1.00")))
    assert errors(report) == [(2, "stock", "stock_below_reserved")]
    assert Variant.objects.get().price == Decimal(188)


def test_bonded_goods_without_an_account_line_are_shown_only(take):
    take(csv_file(honey(mode="")), approve=True)
    assert (Product.objects.get().live, Filing.objects.get().approved_at) == (True, None)

    header = [*HEADER, "账册料号"]
    take(csv_file(honey(mode="") | {"账册料号": "R1"}, header=header), approve=True)
    assert Variant.objects.for_sale().count() == 1


@pytest.mark.parametrize("filed", ["DHC/蝶翠诗", "蝶翠诗DHC", "DHC 蝶翠诗", "dhc", "蝶翠诗"])
def test_a_brand_is_one_brand_however_it_was_filed(take, filed):
    take(csv_file(honey(brand="DHC（蝶翠诗）"), honey(sku="H-2", gtin="", brand=filed)))
    assert [(b.name_zh, b.name_en) for b in Brand.objects.all()] == [("蝶翠诗", "DHC")]


def test_brand_aliases_are_learnt(take):
    header = [*HEADER, "brand_aliases"]
    take(csv_file(honey() | {"brand_aliases": "Tuibay;图伊"}, header=header))
    assert Brand.objects.get().aliases == ["Tuibay", "图伊"]


def test_unknown_categories_are_made_below_other_imported_goods(take):
    take(csv_file(honey(category="桌游"), honey(sku="H-2", gtin="", category="")))
    made = Category.objects.get(name_zh="桌游")
    assert made.get_parent().slug == "imported"
    assert Product.objects.get(variants__sku="H-2").category.slug == "imported"


def test_search_is_notified_of_every_product_once(take):
    changed_pks = []

    def listen(product_pks, **kwargs):
        changed_pks.extend(product_pks)

    goods_changed.connect(listen)
    try:
        take(csv_file(honey(), honey(sku="H-2", gtin="")))
    finally:
        goods_changed.disconnect(listen)
    assert sorted(changed_pks) == sorted(Product.objects.values_list("pk", flat=True))


def test_a_workbook_with_numbers_for_codes_is_understood(take):
    row = honey(gtin=9400501001239, price=188.5, net_weight_g=250, stock=12, mode=9610, unit=142)
    report = take(workbook(row, honey(sku=1001, gtin=74312127151)), approve=True)
    assert counts(report) == (2, 0, 0, 0)
    gtins = dict(Variant.objects.values_list("sku", "gtin"))
    assert gtins == {"H-1": "9400501001239", "1001": "0074312127151"}


def test_codes_written_with_dots_or_stored_as_numbers_are_understood(take):
    rows = [
        honey(hs_code="0409.0000.00"),
        honey(sku="H-2", gtin="", hs_code=409000000),  # the spreadsheet dropped the zero
        honey(sku="H-3", gtin="", hs_code="409000000"),  # nobody knows which digit is missing
    ]
    report = take(workbook(*rows))
    assert errors(report) == [(4, "hs_code", "hs_code_length")]
    assert set(Filing.objects.values_list("hs_code", flat=True)) == {"0409000000"}


def test_what_a_spreadsheet_shows_instead_of_a_value_is_no_name(take):
    rows = honey(name_zh="#N/A", name_en=""), honey(sku="H-2", gtin="", brand="#REF!")
    report = take(csv_file(*rows))
    assert errors(report) == [
        (2, "name_zh", "spreadsheet_error"),
        (3, "brand", "spreadsheet_error"),
    ]
    assert report.errors[0].message == "“#N/A” is a spreadsheet's error, not a value."
    assert not Product.objects.exists()


def test_a_formula_that_was_never_computed_is_named_as_that(take):
    report = take(workbook(honey(name_en="=A2&B2", name_zh=None), honey(sku="H-2", gtin="")))
    assert errors(report) == [(2, "name_en", "formula_without_value")]
    assert "open the file in a spreadsheet" in report.errors[0].message
    assert Variant.objects.get().sku == "H-2"


def test_a_formula_that_came_to_an_empty_text_is_an_empty_cell(take):
    rows = [honey(sku="H-2", gtin="", name_en='=IF(A2="","",B9)')]
    data = forged(workbook(*rows), b'<c r="D2">', b'<c r="D2" t="str">')
    assert (errors(take(data)), Variant.objects.get().product.name_en) == ([], "")


def test_merged_cells_are_filled_down(take):
    """Brand and category stand once beside three products, as merchants merge them."""

    def merge(workbook):
        for field in ("brand", "category"):
            column = HEADER.index(field) + 1
            workbook.active.merge_cells(
                start_row=2, end_row=4, start_column=column, end_column=column
            )

    rows = [honey(sku=f"H-{n}", gtin="") for n in (1, 2, 3)]
    rows.append(honey(sku="H-4", gtin="", brand="", category=""))
    report = take(workbook(*rows, change=merge))
    assert (errors(report), report.created) == ([], 4)
    brands = Product.objects.order_by("variants__sku").values_list("brand__name_en", flat=True)
    assert list(brands) == ["Tui Bay", "Tui Bay", "Tui Bay", None]
    assert Product.objects.filter(category__slug="honey").count() == 3


def test_a_header_merged_over_two_lines_fills_nothing(take):
    def merge(workbook):
        workbook.active.insert_rows(2)
        workbook.active.merge_cells("A1:A2")

    report = take(workbook(honey(), change=merge))
    assert (errors(report), report.created) == ([], 1)


def test_a_second_sheet_is_named_as_not_read(take, kiwi):
    def add_sheets(workbook):
        workbook.create_sheet("四月新品").append(["sku", "name_zh"])
        workbook.create_sheet("空白")
        workbook.create_sheet("选项").append(["克", "千克"])
        workbook["选项"].sheet_state = "hidden"

    report = take(workbook(honey(), change=add_sheets))
    assert (report.created, report.exit_code) == (1, 0)
    message = "The sheet “四月新品” was not read; upload it as a file of its own."
    assert [note.message for note in report.notes] == [message]


def test_a_thousand_goods_cost_few_queries(take, django_assert_max_num_queries):
    rows = [honey(sku=f"H-{n}", gtin="") for n in range(500)]
    take(csv_file(honey(sku="H-0", gtin="")))  # brand and category are made by now
    with django_assert_max_num_queries(110):
        take(csv_file(*rows))
    with django_assert_max_num_queries(15):
        assert counts(take(csv_file(*rows))) == (0, 0, 500, 0)
