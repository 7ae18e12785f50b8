import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.normalization import fold, fold_with_origin


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
        ("4006\u200b381\ufeff", "4006381"),
        ("a\x00b\tc", "a b c"),
    ],
)
def test_one_word_written_in_several_forms_is_normalized_to_the_same(written, folded):
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
