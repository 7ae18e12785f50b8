import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.normalization import fold
from search.analysis.sizes import UNITS, spelled_number
from search.analysis.tokenization import pieces


def sizes(text):
    return [piece.text for piece in pieces(fold(text)) if piece.kind == "size"]


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("400克", "400g"), ("400 g", "400g"), ("0.4kg", "400g"), ("0.4公斤", "400g"),
        ("1.5L", "1500ml"), ("500毫升", "500ml"), ("54片装", "54片"), ("54 tablets", "54片"),
        ("三段", "3段"), ("3段", "3段"), ("Stage 3", "3段"), ("XL码", "码xl"), ("Size XL", "码xl"),
        ("42码", "码42"), ("EU 42", "码42"), ("20W", "20w"), ("２００ＭＬ", "200ml"),
        ("L号", "码l"), ("NB码", "码nb"), ("第三段", "3段"), ("step 2", "2段"), ("1段", "1段"),
        ("四百克", "400g"), ("半斤", "250g"), ("一公斤", "1000g"), ("一升", "1000ml"),
        ("一百二十片", "120片"), ("三十八码", "码38"), ("十片装", "10片"),
        ("30 capsules", "30片"), ("60粒", "60片"), ("20枚", "20片"), ("24 pcs", "24片"),
    ],
)  # fmt: skip
def test_a_size_is_one_token_whatever_its_unit(written, token):
    assert sizes(written) == [token]


@pytest.mark.parametrize(
    "written",
    [
        "ipad10",
        "spf30",
        "第三段落",
        "omega-3",
        "2024",
        "每一段",
        "一克拉",
        "千克",
        "十二色",
        "三明治",
    ],
)
def test_what_only_looks_like_a_size_is_none(written):
    assert sizes(written) == []


def test_multipacks_keep_the_size_of_one():
    assert "400g" in sizes("2x400g")


@pytest.mark.parametrize(
    ("spoken", "number"),
    [("十", 10), ("十二", 12), ("三十八", 38), ("四百五", 450), ("一百零五", 105),
     ("一千五百", 1500), ("半", 0.5), ("两", 2)],
)  # fmt: skip
def test_numbers_are_read_as_they_are_said(spoken, number):
    assert spelled_number(spoken) == number


@given(st.integers(1, 9999))
def test_every_number_said_in_full_is_read_back(number):
    assert spelled_number(chinese_number(number)) == number


def chinese_number(number):
    written = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            written += "零一二三四五六七八九"[digit] + name
        elif written and number and not written.endswith("零"):
            written += "零"
    return written


@given(st.sampled_from(sorted(UNITS)), st.integers(1, 9_999), st.sampled_from(["", " "]))
def test_a_size_stands_whole_between_other_words(unit, number, blank):
    size = f"{number}{blank}{unit}"
    folded = fold(f"奶粉 {size} 罐")
    (piece,) = [piece for piece in pieces(folded) if piece.kind == "size"]
    assert folded[piece.start : piece.end] == size
    assert sizes(piece.text) == [piece.text]
