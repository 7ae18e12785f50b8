"""The values of samples.yaml in the page's language."""

import base64
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace as Sample

from catalog.money import half_up
from catalog.product_card import ProductCard
from core.language import speaks_chinese
from tools.demo import pictures
from tools.demo.content import Pair, parse

SAMPLES = parse(Path(__file__).with_name("samples.yaml").read_text("utf-8"))


def zh_or_en(zh, en):
    """Sample texts are in no translation file: they are given in both languages."""
    return zh if speaks_chinese() else en


def samples():
    """{name: value}, all strings in the language of the page."""
    values = vars(_localized(SAMPLES))
    return values | {
        "cards": [_card(**vars(card)) for card in values["cards"]],
        "centers": values["places"],
        "pictures": [Sample(url=each.picture_url, alt=each.alt) for each in values["pictures"]],
    }


def _localized(value):
    if isinstance(value, Pair):
        return zh_or_en(*value)
    if isinstance(value, float):  # an amount; YAML has no decimals
        return half_up(Decimal(value))
    if isinstance(value, tuple):
        return [_localized(each) for each in value]
    if isinstance(value, Sample):
        fields = {name: _localized(each) for name, each in vars(value).items()}
        if picture := fields.pop("picture", ""):  # a path below tools/demo/pictures
            fields["picture_url"] = _picture(picture)
        return Sample(**fields)
    return value


def _card(price=None, tax=None, **fields):
    if price is not None:
        fields |= {"price": price, "tax": tax, "price_with_tax": price + tax}
    return ProductCard(url="#main", **fields)


@lru_cache(maxsize=32)
def _picture(path):
    """A picture of the demo as a data URL: the guide needs no demo data in the database."""
    data = base64.b64encode(pictures.picture(path)).decode("ascii")
    return f"data:image/webp;base64,{data}"
