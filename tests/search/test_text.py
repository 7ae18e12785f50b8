import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import Analyser, Segmenter, fold, fold_with_origin, pieces, stem


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＫＡＲＩＣＡＲＥ", "karicare"),
        ("嬰兒奶粉", "婴儿奶粉"),
        ("Kérastelle", "kerastelle"),
        ("L’Étoile", "letoile"),
        ("㎏ ﬁne ①", "kg fine 1"),
        ("Smørbrød Straße", "smorbrod strasse"),
        ("ガラス", "ガラス"),
    ],
)
def test_one_word_written_in_many_ways_folds_to_the_same(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=80))
def test_folding_keeps_the_place_of_every_character(text):
    folded, origin = fold_with_origin(text)
    assert folded == fold(text)
    assert len(origin) == len(folded)
    assert origin == sorted(origin)
    for character, place in zip(folded, origin, strict=True):
        assert character in fold(text[place])


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_pieces_lie_in_order_and_apart(text):
    folded = fold(text)
    position = 0
    for piece in pieces(folded):
        assert position <= piece.start < piece.end <= len(folded)
        assert not any(character.isspace() for character in piece.text)
        position = piece.end


def sizes(text):
    return [piece.text for piece in pieces(fold(text)) if piece.kind == "size"]


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("400克", "400g"), ("400 g", "400g"), ("0.4kg", "400g"), ("0.4公斤", "400g"),
        ("1.5L", "1500ml"), ("500毫升", "500ml"), ("54片装", "54片"), ("54 tablets", "54片"),
        ("三段", "3段"), ("3段", "3段"), ("Stage 3", "3段"), ("XL码", "码xl"), ("Size XL", "码xl"),
        ("42码", "码42"), ("EU 42", "码42"), ("20W", "20w"), ("２００ＭＬ", "200ml"),
    ],
)  # fmt: skip
def test_a_size_is_one_token_whatever_its_unit(written, token):
    assert sizes(written) == [token]


@pytest.mark.parametrize("written", ["ipad10", "spf30", "第三段落", "omega-3", "2024", "每一段"])
def test_what_only_looks_like_a_size_is_none(written):
    assert sizes(written) == []


def test_multipacks_keep_the_size_of_one():
    assert "400g" in sizes("2x400g")


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("tablets", "tablet"), ("berries", "berry"), ("glass", "glass"), ("spf30s", "spf30s")],
)
def test_plurals_lose_their_ending(plural, singular):
    assert stem(plural) == singular


def words(text, brands=()):
    analyser = Analyser(Segmenter(brands))
    return [token for kind, token, _, _ in analyser.tokens(fold(text)) if kind == "word"]


def test_a_model_is_found_with_and_without_blank():
    assert {"ipad", "10", "ipad10"} <= set(words("iPad 10"))
    assert {"ipad", "10", "ipad10"} <= set(words("iPad10"))


def test_a_new_brand_is_a_word_once_it_is_known():
    assert "可瑞康" not in words("可瑞康奶粉")
    assert "可瑞康" in words("可瑞康奶粉", ["可瑞康"])


@given(st.text(alphabet="可瑞康奶粉 ipad10-3段克gML.，é㎏", max_size=60))
def test_tokens_know_where_they_stand(text):
    folded = fold(text)
    for kind, token, start, end in Analyser(SEGMENTER).tokens(folded):
        assert 0 <= start < end <= len(folded)
        if kind == "gram":
            assert folded[start:end] == token


SEGMENTER = Segmenter(["可瑞康"])
