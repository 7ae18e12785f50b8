"""Shelves of the display centers, booths and stages: the demo's wide pictures."""

from PIL import Image, ImageDraw

from .arts import ARTS
from .packs import pack
from .studio import (
    PAPER,
    backdrop,
    figure,
    gradient,
    grain,
    letter,
    mix,
    podium,
    rgb,
    soft,
    stand_on,
    webp,
)

SHELVES = {
    "airport": (
        (1400, 1000),
        "#cdd8dc",
        [
            "sparkling wine chocolate biscuits cheese",
            "lotion soap lipstick toothbrush baby-bottle",
            "watch sunglasses bag bear honey",
        ],
    ),
    "cbd": (
        (1400, 1000),
        "#e0d2b8",
        [
            "honey milk-powder coffee vitamins capsules",
            "clutch sunglasses watch lipstick bag",
            "baby-bottle bear lotion soap puzzle",
        ],
    ),
    "special-zone": (
        (1400, 1000),
        "#d3dccb",
        [
            "wine olive-oil pasta cheese butter",
            "coffee-beans teapot tea nuts chocolate",
            "pan headphones camera lamp suitcase",
        ],
    ),
    "street": (
        (1400, 1000),
        "#e3d0cb",
        [
            "sneakers scarf coat boots dress",
            "ring beads mirror gemstone spectacles",
            "football skateboard toy-car racket abacus",
        ],
    ),
    "airport-wide": (
        (2100, 900),
        "#cdd8dc",
        [
            "sparkling wine chocolate biscuits cheese honey coffee milk-powder",
            "lotion soap lipstick toothbrush baby-bottle bag watch bear",
        ],
    ),
}
STAGES = {
    "logistics": ("#cbd6dd", ["2708-fe0f", "1f4e6", "1f69a", "1f6a2"]),
    "forum": ("#dccdbd", ["1f399-fe0f", "1f3a4", "1f4ca"]),
    "tasting": ("#dfd3b4", ["1f36f", "1f95b", "1f9c0", "1f377"]),
    "training": ("#cfd8c6", ["1f4d6", "1f393", "1f4a1"]),
}


def scene(kind):
    """WebP bytes of a ready scene: a key of SHELVES (shelves full of goods) or of STAGES."""
    if kind in SHELVES:
        size, tint, rows = SHELVES[kind]
        return shelf_picture([row.split() for row in rows], tint, size)
    tint, codes = STAGES[kind]
    return _stage(codes, tint)


def shelf_picture(rows, tint="#d8dfe0", size=(1500, 400)):
    """Boards with goods on them; `rows` holds lists of keys of ARTS, the uppermost board first."""
    wide, high = size
    colour = rgb(tint)
    picture = gradient(size, [(0, mix(colour, PAPER, 0.55)), (1, mix(colour, PAPER, 0.30))])
    _lamp(picture)
    each = (high - 60) / len(rows)
    for at, row in enumerate(rows):
        level = int(60 + each * (at + 1) - 34)
        _board(picture, level, colour)
        for place, art in enumerate(row):
            middle = int(wide * (place + 0.5) / len(row))
            stand_on(
                picture, _fit(art, each * 0.70, wide / len(row) * 0.72), middle, level - 4, 100
            )
            _tag(picture, middle, level, colour)
    draw = ImageDraw.Draw(picture)
    for x in (0, wide - 12):
        draw.rectangle((x, 0, x + 12, high), fill=mix(colour, (60, 40, 30), 0.12))
    return webp(grain(picture), quality=80)


def booth_picture(brand, arts, tint="", size=(1800, 760)):
    """A booth: the brand on the wall, up to four goods (keys of ARTS) on podiums before it."""
    colour = rgb(tint or ARTS[arts[0]].tint)
    picture = backdrop(size, colour, 0.68)
    _wall_words(picture, brand.upper(), colour)
    for place, art in enumerate(arts[:4]):
        middle = int(size[0] * (place + 0.5) / min(4, len(arts)) * 0.84 + size[0] * 0.08)
        tall = place % 2
        radius = 190 if tall else 160
        podium(picture, middle, int(size[1] * 0.72), radius, 92 if tall else 62, colour)
        _place(picture, art, middle, int(size[1] * 0.72) + 6, 300 if tall else 230)
    return webp(grain(picture), quality=82)


def _stage(codes, tint, size=(1400, 788)):
    colour = rgb(tint)
    picture = backdrop(size, colour, 0.66)
    for place, code in enumerate(codes):
        middle = int(size[0] * (place + 0.5) / len(codes) * 0.86 + size[0] * 0.07)
        podium(picture, middle, int(size[1] * 0.70), 140 + 22 * (place % 2), 70, colour)
        stand_on(picture, figure(code, 230 + 60 * (place % 2)), middle, int(size[1] * 0.70) + 8)
    return webp(grain(picture), quality=80)


def _fit(art, high, wide):
    """A cut-out of goods no larger than high × wide px."""
    kind = ARTS[art]
    cut = figure(kind.code, kind.size, kind.turn)
    if kind.shape:
        cut, _ = pack(kind.shape, kind.code, rgb(kind.tint), "")
    scale = min(high / cut.height, wide / cut.width)
    size = (max(1, round(cut.width * scale)), max(1, round(cut.height * scale)))
    return cut.resize(size, Image.Resampling.LANCZOS)


def _place(picture, art, middle, base, high):
    stand_on(picture, _fit(art, high, high * 1.1), middle, base, 95)


def _lamp(picture):
    wide, high = picture.size

    def glow(draw, scale):
        box = (-wide * 0.1, -high * 0.7, wide * 0.7, high * 0.6)
        draw.ellipse([side * scale for side in box], fill=120)

    picture.paste((255, 255, 252), (0, 0), soft(picture.size, glow, wide * 0.1))


def _board(picture, level, tint):
    wide = picture.width

    def under(draw, scale):
        draw.rectangle((0, 40 * scale, wide * scale, 90 * scale), fill=60)

    picture.paste((50, 38, 28), (0, level - 20), soft((wide, 150), under, 22))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, level - 10, wide, level + 4), fill=mix(tint, PAPER, 0.72))
    draw.rectangle((0, level + 4, wide, level + 24), fill=mix(tint, (60, 40, 30), 0.16))


def _tag(picture, middle, level, tint):
    """A shelf label with its code, as blank strokes."""
    draw = ImageDraw.Draw(picture)
    edge = mix(tint, (40, 30, 20), 0.4)
    draw.rectangle((middle - 34, level + 3, middle + 34, level + 25), fill=PAPER, outline=edge)
    draw.line((middle - 26, level + 11, middle + 6, level + 11), fill=(70, 60, 60), width=2)
    draw.line((middle - 26, level + 17, middle - 4, level + 17), fill=(150, 140, 130), width=2)
    draw.rectangle((middle + 14, level + 8, middle + 26, level + 20), fill=(30, 30, 40))


def _wall_words(picture, words, tint):
    size = int(picture.height * 0.24)
    while letter(size).getlength(words) > picture.width * 0.8:
        size -= 4
    at = ((picture.width - letter(size).getlength(words)) / 2, picture.height * 0.04)
    ImageDraw.Draw(picture).text(at, words, font=letter(size), fill=mix(tint, PAPER, 0.16))
