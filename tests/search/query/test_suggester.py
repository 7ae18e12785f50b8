from search.query.spelling import Term, Vocabulary
from search.query.suggester import Suggester
from tests.search import shop

SUGGESTER = Suggester(shop.vocabulary())


def texts(prefix, limit=8):
    return [suggestion.text for suggestion in SUGGESTER.suggest(prefix, limit)]


def test_a_brand_is_found_in_either_script_by_pinyin_and_by_initials():
    for prefix in ("可", "可瑞", "ke", "kerui", "krk", "ＫＡＲＩ", "kar"):
        assert {"可瑞康", "Karicare"} & set(texts(prefix)), prefix


def test_why_it_matched_is_given():
    result = {s.via for s in SUGGESTER.suggest("krk")}
    assert result == {"initials"}
    assert SUGGESTER.suggest("kerui")[0].via == "pinyin"
    assert SUGGESTER.suggest("可")[0].via == "text"


def test_whole_words_come_first_then_brands_then_by_number_of_goods():
    terms = [
        Term("honey", "word", 5), Term("honeycomb", "word", 90), Term("honeyland", "brand", 1),
    ]  # fmt: skip
    suggester = Suggester(Vocabulary(terms))
    assert [s.text for s in suggester.suggest("honey")] == ["honey", "honeyland", "honeycomb"]


def test_each_text_once_and_no_more_than_the_limit():
    assert len(texts("n")) == len(set(texts("n")))
    assert len(texts("k", limit=1)) == 1


def test_nothing_typed_suggests_nothing():
    assert texts("") == texts("  ") == texts("zzzzzz") == texts("\x00") == []


def test_an_alias_suggests_its_brand_once():
    terms = [Term("Tui Bay", "brand", 4), Term("Tuibay", "brand", 4, shown="Tui Bay")]
    suggester = Suggester(Vocabulary(terms))
    assert [s.text for s in suggester.suggest("tui")] == ["Tui Bay"]
    assert [s.text for s in suggester.suggest("tuib")] == ["Tui Bay"]
