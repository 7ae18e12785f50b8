"""The demo's pictures: light enough for a phone, and the same every time."""

import io

import pytest
from PIL import Image

from tools.demo.expo.arts import ARTS
from tools.demo.expo.pictures import booth_picture, product_picture, scene, shelf_picture
from tools.demo.expo.scenes import SHELVES, STAGES
from tools.demo.expo.studio import HERE

ONE_OF_EACH_SHAPE = {(kind.shape, kind.base): art for art, kind in ARTS.items()}


def test_each_kind_of_goods_has_its_illustration():
    assert [
        art for art, kind in ARTS.items() if not (HERE / "art" / f"{kind.code}.webp").exists()
    ] == []


@pytest.mark.parametrize("art", sorted(ONE_OF_EACH_SHAPE.values()))
def test_a_product_picture_is_square_and_under_30_kb(art):
    data = product_picture(art, brand="Maison Aurèle")
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size, len(data) < 30_000) == ("WEBP", (900, 900), True)


def test_the_same_goods_give_the_same_picture():
    first = product_picture("honey", "#e6c583", "Tawari Hill")
    assert product_picture("honey", "#e6c583", "Tawari Hill") == first


def test_brand_and_tint_show():
    plain = product_picture("honey", "#e6c583", "Tawari Hill")
    assert product_picture("honey", "#e6c583", "Coralbay") != plain
    assert product_picture("honey", "#bdd6e6", "Tawari Hill") != plain


@pytest.mark.parametrize("kind", [*SHELVES, *STAGES])
def test_each_scene_can_be_drawn(kind):
    with Image.open(io.BytesIO(scene(kind))) as picture:
        assert picture.format == "WEBP"
        assert picture.width >= 1400


def test_a_shelf_and_a_booth_are_as_large_as_asked():
    shelf = shelf_picture([["soap", "honey"]], size=(750, 200))
    booth = booth_picture("Kiwi Valley", ["honey", "milk-powder"], size=(900, 380))
    sizes = [Image.open(io.BytesIO(data)).size for data in (shelf, booth)]
    assert sizes == [(750, 200), (900, 380)]
