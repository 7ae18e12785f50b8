"""What merchants really type, and what it becomes."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.codes.gtin import check_digit, restricted_gtin
from catalog.importing import cells
from catalog.importing.cell_texts import NumberText
from catalog.importing.errors import MESSAGES, CellError


@pytest.mark.parametrize(
    ("typed", "money", "amount"),
    [
        ("149", "CNY", "149.00"),
        ("１９８", "CNY", "198.00"),
        ("¥1,234.50", "CNY", "1234.50"),
        ("￥ 99", "JPY", "99.00"),
        ("99元", "CNY", "99.00"),
        ("RMB 12.5", "CNY", "12.50"),
        ("12.300000000000001", "CNY", "12.30"),
        ("", "CNY", None),
    ],
)
def test_prices(typed, money, amount):
    assert cells.price(typed, money) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0", "price_not_positive"),
        ("-5", "price_not_positive"),
        ("12,5", "price_format"),
        ("1.2.3", "price_format"),
        ("面议", "price_format"),
        ("1e3", "price_format"),
        ("$12", "currency_conflict"),
        ("12.345", "price_decimals"),
        ("99999999999", "number_too_large"),
    ],
)
def test_amounts_that_could_mean_two_things_are_rejected(typed, code):
    with pytest.raises(CellError) as exc_info:
        cells.price(typed, "CNY")
    assert exc_info.value.code == code


@pytest.mark.parametrize(
    ("typed", "scale", "grams"),
    [("250", 1, "250"), ("0.1", 1000, "100"), ("0.1kg", 1000, "100"), ("125g", 1000, "125"),
     ("１２５克", 1, "125"), ("1,200", 1, "1200")],
)  # fmt: skip
def test_weights_in_whatever_unit(typed, scale, grams):
    assert cells.weight_g(typed, scale) == Decimal(grams)


@pytest.mark.parametrize(
    ("typed", "gtin"),
    [
        ("4902777313368", "4902777313368"),
        ("４９０２７７７３１３３６８", "4902777313368"),
        ("490-2777 313368", "4902777313368"),
        ("047469008642", "0047469008642"),  # a UPC
        ("00001373", "00001373"),
        (NumberText(74312127151), "0074312127151"),
        ("4902777313368.0", "4902777313368"),
        ("", ""),
    ],
)
def test_barcodes(typed, gtin):
    assert cells.gtin(typed) == gtin


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("4902777313367", "gtin_check_digit"),
        ("4.98707E+12", "gtin_scientific"),
        ("49027773133", "gtin_length"),
        ("无", "gtin_format"),
        ("٤٩٠٢٧٧٧٣١٣٣٦٨x", "gtin_format"),
    ],
)
def test_wrong_barcodes(typed, code):
    with pytest.raises(CellError) as exc_info:
        cells.gtin(typed)
    assert exc_info.value.code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1901101000", "1901101000"), ("1901.10.1000", "1901101000"), ("1901101000.0", "1901101000"),
     (NumberText("1901101000"), "1901101000"), ("", ""),
     ("2936.28.0000", "2936280000"), ("0409.0000.00", "0409000000"),
     ("0409.00.00.00", "0409000000"), ("0409.000000", "0409000000"),
     (NumberText("409000000"), "0409000000")],
)  # fmt: skip
def test_hs_codes(typed, code):
    assert cells.hs_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("901210000", "hs_code_length"), ("33051000", "hs_code_length"),
     ("9999999999", "hs_code_chapter"), ("7701000000", "hs_code_chapter"),
     ("0001000000", "hs_code_chapter"), ("19O1101000", "hs_code_format"),
     ("90121000.00", "hs_code_length"), (NumberText("1901.1"), "hs_code_length")],
)  # fmt: skip
def test_wrong_hs_codes(typed, code):
    with pytest.raises(CellError) as exc_info:
        cells.hs_code(typed)
    assert exc_info.value.code == code


def test_words_lose_tags_and_hidden_characters():
    assert cells.line(" <b>蜂蜜</b>\t250g\u200b <script>alert(1)</script>", 200) == "蜂蜜 250g"
    assert cells.line("重量 < 5 kg", 200) == "重量 < 5 kg"
    assert cells.prose("一\r\n\r\n<p>二</p>", 200) == "一\n\n二"


@pytest.mark.parametrize(
    ("spec", "content"),
    [
        ("900克/罐", "900"),
        ("240ml", "240"),
        ("1kg", "1000"),
        ("152g×6個セット", None),
        ("60粒", None),
    ],
)
def test_a_plain_specification_gives_the_content(spec, content):
    assert cells.content_of_spec(spec) == (None if content is None else Decimal(content))


@given(st.text(max_size=40))
@example("0\n0")
@example("¥")
def test_no_cell_can_break_the_import(text):
    parsers = [cells.sku, cells.gtin, cells.hs_code, cells.origin, cells.unit, cells.currency,
               cells.mode, cells.weight_g, cells.content, lambda c: cells.price(c, "CNY"),
               lambda c: cells.whole(c, minimum=0), lambda c: cells.line(c, 200)]  # fmt: skip
    sentences = []
    for parse in parsers:
        try:
            parse(text)
        except CellError as exc:
            sentences.append(MESSAGES[exc.code] % exc.params)
    assert all(sentences)


@given(st.integers(0, 10**10 - 1))
def test_a_wrong_digit_never_passes_the_check(number):
    gtin = restricted_gtin(number)
    assert cells.gtin(gtin) == gtin
    assert gtin[-1] == check_digit(gtin[:-1])
    wrong = gtin[:5] + str((int(gtin[5]) + 1) % 10) + gtin[6:]
    with pytest.raises(CellError, match="gtin_check_digit"):
        cells.gtin(wrong)
