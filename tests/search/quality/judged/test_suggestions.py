"""Every brand of the demo is among the first eight after two characters, four letters of pinyin,
three initials or four latin letters."""

import pytest

from search.analysis.normalization import fold
from search.analysis.pinyin import initials, spell
from search.documents.builder import DocumentBuilder
from search.query.spelling import Term, Vocabulary
from search.query.suggester import Suggester
from search.vocabulary.lexicon import COLUMNS
from search.vocabulary.word_counts import TermCounts
from tools.demo.search_sources import demo_brand_names, demo_sources

BRANDS = {source.brand.key: source.brand for source in demo_sources()}.values()
PREFIXES = [
    (brand, prefix)
    for brand in BRANDS
    for prefix in (
        brand.zh[:2],
        spell(fold(brand.zh))[:4],
        initials(fold(brand.zh))[:3] if len(brand.zh) > 2 else "",
        brand.en[:4].strip(),
    )
    if prefix
]


@pytest.fixture(scope="module")
def suggester():
    builder, term_counts = DocumentBuilder(demo_brand_names()), TermCounts()
    for source in demo_sources():
        term_counts.add(source, builder.document(source))
    terms = term_counts.terms()
    return Suggester(Vocabulary(Term(*(getattr(t, name) for name in COLUMNS)) for t in terms))


def test_a_short_prefix_finds_every_brand(suggester):
    missing = [
        (brand.zh, prefix)
        for brand, prefix in PREFIXES
        if not {brand.zh, brand.en} & {s.text for s in suggester.suggest(prefix)}
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("typed", "first", "via"),
    [
        ("蜂", "蜂蜜", "text"),
        ("feng mi", "蜂蜜", "pinyin"),
        ("fengm", "蜂蜜", "pinyin"),
        ("TUIB", "Tui Bay", "text"),
        ("björk", "Björkvik", "text"),
        ("tyw", "图伊湾", "initials"),
        ("蕨谷婴", "蕨谷婴幼儿配方奶粉", "text"),
        ("choco", "Chocolate", "text"),
    ],
)
def test_what_is_meant_comes_first(suggester, typed, first, via):
    best, *_ = suggester.suggest(typed)
    assert (best.text, best.via) == (first, via)
