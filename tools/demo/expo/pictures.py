"""Pictures of the demo's goods, composed from MIT-licensed illustrations (art/).

Shelves, booths and stages are in `scenes.py`. The same arguments give the same bytes; a picture
takes about a tenth of a second, so they are made when the demo is seeded and none is kept here.
"""

from .arts import ARTS
from .packs import pack
from .scenes import booth_picture, scene, shelf_picture
from .studio import backdrop, figure, grain, podium, rgb, stand_on, webp

__all__ = ["ARTS", "booth_picture", "product_picture", "scene", "shelf_picture"]

SIDE = 900


def product_picture(art, tint="", brand="", side=SIDE):
    """A product on its podium, the brand engraved on the front: WebP bytes, square.

    `art` is a key of ARTS, `tint` "#rrggbb" (the art's own by default), `brand` Latin letters.
    """
    kind = ARTS[art]
    colour = rgb(tint or kind.tint)
    picture = backdrop((SIDE, SIDE), colour)
    _podiums(picture, kind.base, colour, "" if kind.shape else brand)
    _goods(picture, kind, colour, brand)
    return webp(grain(picture), side)


def _podiums(picture, base, tint, brand):
    if base == "steps":
        podium(picture, 450, 692, 300, 72, tint, brand)
        podium(picture, 450, 640, 196, 50, tint)
    elif base == "wide":
        podium(picture, 450, 640, 285, 80, tint, brand)
    else:
        podium(picture, 450, 640, 250, 96, tint, brand)


def _goods(picture, kind, tint, brand):
    if kind.shape:
        cut, foot = pack(kind.shape, kind.code, tint, brand)
        stand_on(picture, cut, 450, 656 + foot, 120, foot)
    else:
        stand_on(picture, figure(kind.code, kind.size, kind.turn), 450, 650)
