import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokenization import Analyzer, Segmenter, fold, pieces, stem


@given(st.text(max_size=200))
def test_pieces_lie_in_order_and_apart(text):
    folded = fold(text)
    position = 0
    for piece in pieces(folded):
        assert position <= piece.start < piece.end <= len(folded)
        assert not any(character.isspace() for character in piece.text)
        position = piece.end


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("tablets", "tablet"),
        ("berries", "berry"),
        ("glass", "glass"),
        ("spf30s", "spf30s"),
        ("watches", "watch"),
        ("boxes", "box"),
        ("cookies", "cooky"),
        ("cookie", "cooky"),
    ],
)
def test_plurals_lose_their_ending(plural, singular):
    assert stem(plural) == singular


def word_tokens(text, brands=()):
    analyzer = Analyzer(Segmenter(brands))
    return [token for kind, token, _, _ in analyzer.tokens(fold(text)) if kind == "word"]


def test_a_model_is_found_with_and_without_blank():
    assert {"ipad", "10", "ipad10"} <= set(word_tokens("iPad 10"))
    assert {"ipad", "10", "ipad10"} <= set(word_tokens("iPad10"))


def test_a_new_brand_is_a_word_once_it_is_known():
    assert "可瑞康" not in word_tokens("可瑞康奶粉")
    assert "可瑞康" in word_tokens("可瑞康奶粉", ["可瑞康"])


def test_characters_that_the_dictionary_does_not_know_make_one_word_too():
    assert {"蔓", "越", "莓", "蔓越莓", "胶囊"} <= set(word_tokens("蔓越莓胶囊"))
    assert "胶囊蔓" not in word_tokens("胶囊蔓越莓")


def test_a_long_word_of_the_dictionary_has_a_seam():
    assert SEGMENTER.seams("电动牙刷") == [2]
    assert SEGMENTER.seams("巧克力") == SEGMENTER.seams("蔓越莓") == []


@given(st.text(alphabet="可瑞康奶粉 ipad10-3段克gML.，é㎏", max_size=60))
def test_tokens_know_where_they_stand(text):
    folded = fold(text)
    for kind, token, start, end in Analyzer(SEGMENTER).tokens(folded):
        assert 0 <= start < end <= len(folded)
        if kind == "gram":
            assert folded[start:end] == token


SEGMENTER = Segmenter(["可瑞康"])
