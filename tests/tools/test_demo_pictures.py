"""The demo's pictures: all there, light enough for a phone, none that nobody shows."""

import io

import pytest
from PIL import Image

from tools.demo.catalog.pictures import CARD_SIDE, SIDE
from tools.demo.content import load, table
from tools.demo.pictures import HERE, picture

GOODS = sorted({f"{row['brand']}-{row['art']}" for row in table("goods")})
CENTERS = load("centers").centers
SHELVES = [f"shelf-{each.slug}-{shelf.code.lower()}" for each in CENTERS for shelf in each.shelves]
SIZES = (
    {f"goods/{name}": (SIDE, SIDE) for name in GOODS}
    | {f"cards/{name}": (CARD_SIDE, CARD_SIDE) for name in GOODS}
    | {f"centers/center-{each.slug}": (1400, 1000) for each in CENTERS}
    | {f"centers/center-{each.slug}-wide": (2100, 900) for each in CENTERS}
    | {f"centers/{name}": (1500, 400) for name in SHELVES}
    | {f"booths/booth-{firm.slug}": (1800, 760) for firm in load("exhibitors").exhibitors}
)


@pytest.mark.parametrize("path", SIZES)
def test_each_picture_has_its_size(path):
    with Image.open(io.BytesIO(picture(path))) as opened:
        assert (opened.format, opened.size) == ("WEBP", SIZES[path])


def test_no_file_is_left_over():
    files = {str(path.relative_to(HERE).with_suffix("")) for path in HERE.rglob("*.webp")}
    assert files == set(SIZES)


def test_pictures_of_goods_are_under_30_kb():
    assert max(len(picture(f"goods/{name}")) for name in GOODS) < 30_000


def test_brands_show_on_goods_of_one_kind():
    lotions = [picture(f"goods/{name}") for name in GOODS if name.endswith("-lotion")]
    assert len(lotions) == len(set(lotions)) > 3


def test_the_illustrations_keep_their_licence():
    assert "MIT" in (HERE / "LICENSE").read_text()
    assert "fluentui-emoji" in (HERE / "CREDITS.txt").read_text()
