"""A small shop of plain sources, without database: what both engines are tried on."""

import csv
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from search.analysis.normalization import fold
from search.analysis.pinyin import initials, spell
from search.documents.builder import DocumentBuilder
from search.documents.source import DocumentSource, Names
from search.query.planner import Planner, Synonyms
from search.query.spelling import Term, Vocabulary

KARICARE = Names("1", "可瑞康", "Karicare", ("卡瑞康",))
AVENNE = Names("2", "雅泉", "Eau Thermale Avenne", ("Avenne",))
MANUKA = Names("3", "蜜诺卡", "Minoka")
KERA = Names("4", "卡诗丽", "Kérastelle")
PADKIT = Names("5", "派客", "PadKit")
MILLE = Names("6", "麦田牌", "Mille")
BRANDS = (KARICARE, AVENNE, MANUKA, KERA, PADKIT, MILLE)

BABY, MILK = Names("baby", "母婴", "Mother and baby"), Names("milk", "奶粉", "Milk powder")
BEAUTY, SPRAY = Names("beauty", "美妆", "Beauty"), Names("spray", "防晒喷雾", "Sun spray")
FOOD, HONEY = Names("food", "食品", "Food"), Names("honey", "蜂蜜", "Honey")
HAIR = Names("hair", "洗护发", "Hair care")
DIGITAL = Names("digital", "数码配件", "Digital accessories")
HOME = Names("home", "家纺", "Home textiles")
NZ, FR = Names("NZ", "新西兰", "New Zealand"), Names("FR", "法国", "France")
NL, CN = Names("NL", "荷兰", "Netherlands"), Names("CN", "中国", "China")

START = datetime(2026, 1, 1, tzinfo=UTC)
SYNONYMS = Synonyms.from_rows([("毛毯, blanket", "毯子"), ("baby milk", "婴儿奶粉"), ("面霜", "")])


@cache
def sources() -> tuple[DocumentSource, ...]:
    with open(Path(__file__).with_name("shop.csv"), encoding="utf-8") as file:
        return tuple(_source(int(row["pk"]), row) for row in csv.DictReader(file))


def _source(pk: int, row: dict[str, str]) -> DocumentSource:
    named = globals()
    return DocumentSource(
        pk=pk,
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        description=("成分温和，产地直供。" if pk % 2 else "Gentle, from its origin.",),
        specs=(row["spec"],),
        skus=(f"SHOP-{pk:04}",),
        gtins=(str(6900000000000 + pk),),
        hs_codes=(row["hs_code"],),
        brand=named[row["brand"]],
        categories=tuple(named[name] for name in row["categories"].split()),
        origin=named[row["origin"]],
        modes=("1210",) if pk % 3 else ("9610",),
        centers=("airport",) if pk % 2 else ("airport", "cbd") if pk % 4 else (),
        price=int(row["yuan"]) * 100,
        in_stock=row["in_stock"] == "yes",
        sales=int(row["sales"]),
        published=START + timedelta(days=pk),
    )


def brand_names() -> list[str]:
    return [name for brand in BRANDS for name in brand.all]


def builder() -> DocumentBuilder:
    return DocumentBuilder(brand_names())


def planner(documents: DocumentBuilder) -> Planner:
    return Planner(documents.segmenter, SYNONYMS, frozenset(map(fold, brand_names())))


def vocabulary() -> Vocabulary:
    brands = [Term(n, "brand", 3, spell(n), initials(n)) for b in BRANDS for n in b.all]
    terms = [Term(w, "word", 2, spell(w), initials(w)) for w in ("奶粉", "蜂蜜", "喷雾", "婴儿")]
    terms += [Term(w, "word", 2) for w in ("keyboard", "formula", "honey", "shampoo")]
    return Vocabulary([*brands, *terms, Term("奶粉", "category", 5, "naifen", "nf")])


def filled(engine, documents: DocumentBuilder):
    generation = engine.new_generation()
    changes = [(f"goods-{source.pk}", documents.document(source)) for source in sources()]
    engine.write(changes, 1, generation)
    engine.publish(generation)
    return engine
