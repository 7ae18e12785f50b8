"""The size column of the demo's goods: `250g,瓶,188` or `60粒,瓶,119,150` (content, sales unit,
yuan before tax, net weight in g where the content doesn't tell it)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from catalog.codes.units import find_unit

CONTENT = re.compile(r"([0-9.]+)(kg|g|ml|\w+)\Z")
ZH = {"g": "克", "kg": "千克", "ml": "毫升"}
COUNTED = frozenset("片支个")
EN = {
    "粒": "capsules",
    **dict.fromkeys(COUNTED, "pieces"),
    "只": "piece",
    "件": "piece",
    "套": "set",
}


@dataclass(frozen=True, slots=True)
class Size:
    spec_zh: str
    spec_en: str
    unit: str  # customs code
    price: Decimal
    net_content: Decimal | None
    pieces: int
    net_weight_g: Decimal


def read_sizes(text: str) -> list[Size]:
    return [_size(*cell.split(",")) for cell in text.split(";")]


def _size(content, unit, price, weight=""):
    amount, kind = CONTENT.match(content).groups()
    number = Decimal(amount)
    measured = kind in ZH
    grams = number * 1000 if kind == "kg" else number
    return Size(
        spec_zh=f"{amount}{ZH.get(kind, kind)}"
        + (f"/{unit}" if measured or kind in "粒片支" else ""),
        spec_en=f"EU {amount}" if kind == "码" else f"{amount} {EN.get(kind, kind)}",
        unit=find_unit(unit).code,
        price=Decimal(price).quantize(Decimal("0.01")),
        net_content=grams if measured else None,  # what a cosmetic's price per g or ml is taken by
        pieces=int(number) if kind in COUNTED else 1,
        net_weight_g=Decimal(weight) if weight else grams,
    )
