"""Packs printed with an emblem and the brand, as cut-outs: tin, bottle, tube, box and pouch."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .studio import PAPER, drum, engrave, figure, gradient, mix, oval


def pack(shape, emblem, tint, brand, scale=1.18):
    """(cut-out, height of its round foot); `shape` is a key of SHAPES, `emblem` a file of art/."""
    sheet = SHAPES[shape](emblem, tint, brand)
    size = (round(sheet.width * scale), round(sheet.height * scale))
    return sheet.resize(size, Image.Resampling.LANCZOS), round(FOOT[shape] * scale)


def deep(tint, part=0.45):
    """The tint as a printer would print it: fuller and darker."""
    low, high = min(tint), max(tint)
    full = tuple(round((side - low) / ((high - low) or 1) * 150) + 40 for side in tint)
    return mix(tint, full, part)


def turned(colour):
    """A glossy turned surface, lit from the left."""
    light, dark = mix(colour, PAPER, 0.55), mix(colour, (30, 22, 24), 0.30)
    return [
        (0, mix(colour, (30, 22, 24), 0.18)),
        (0.08, mix(colour, PAPER, 0.12)),
        (0.24, light),
        (0.36, mix(colour, PAPER, 0.20)),
        (0.70, colour),
        (1, dark),
    ]


def _lay(sheet, picture, at, mask):
    """Lays a picture through a mask without letting the empty ground darken its edge."""
    piece = picture.convert("RGBA")
    piece.putalpha(mask)
    sheet.alpha_composite(piece, at)


def _plain(size, colour):
    return Image.new("RGB", size, colour)


def _print(sheet, emblem, brand, middle, top, size, width, ink, bow=0.0):
    """Emblem with the brand below it."""
    art = figure(emblem, size)
    sheet.paste(art, (middle - art.width // 2, top + (size - art.height) // 2), art)
    engrave(sheet, brand, middle, top + size + 14, width, 24, ink, bow)


def _cylinder(wide, high, flat, stops):
    body = Image.new("RGBA", (wide, high + flat * 2), (0, 0, 0, 0))
    shade = gradient((wide, high + flat * 2), stops, across=True)
    _lay(body, shade, (0, 0), drum(wide, high, flat))
    return body


def _band(sheet, wide, high, flat, at, stops):
    """A label around a cylinder: its upper and lower edges follow the round."""
    mask = drum(wide, high, flat).copy()
    mask.paste(0, (0, 0, wide, flat * 2), oval(wide, flat * 2))
    _lay(sheet, gradient((wide, high + flat * 2), stops, across=True), (0, at), mask)


@lru_cache(maxsize=32)
def tin(emblem, tint, brand):
    wide, high, flat = 300, 320, 30
    sheet = Image.new("RGBA", (wide, high + flat * 2), (0, 0, 0, 0))
    sheet.alpha_composite(_cylinder(wide, high, flat, turned((206, 202, 194))))
    _band(sheet, wide, high - 30, flat, 14, turned(mix(tint, PAPER, 0.55)))
    _band(sheet, wide, 40, flat, 258, turned(deep(tint)))
    lid = gradient((wide, flat * 2), [(0, (244, 241, 234)), (1, (205, 200, 190))], across=True)
    _lay(sheet, lid, (0, 0), oval(wide, flat * 2))
    inner = _plain((wide - 28, flat * 2 - 12), mix((214, 209, 199), PAPER, 0.35))
    _lay(sheet, inner, (14, 5), oval(*inner.size))
    _print(
        sheet, emblem, brand, wide // 2, 92, 120, wide, mix(deep(tint), (20, 14, 20), 0.62), flat
    )
    return sheet


@lru_cache(maxsize=32)
def bottle(emblem, tint, brand):
    wide, high, flat = 236, 250, 22
    neck, cap = 150, 92
    sheet = Image.new("RGBA", (wide, cap + 46 + high + flat * 2), (0, 0, 0, 0))
    body = deep(tint)
    shoulder = Image.new("L", (wide * 2, 190), 0)
    ImageDraw.Draw(shoulder).rounded_rectangle((0, 0, wide * 2 - 1, 400), radius=120, fill=255)
    shoulder = shoulder.resize((wide, 95), Image.Resampling.LANCZOS)
    _lay(sheet, gradient((wide, 95), turned(body), across=True), (0, cap - 4), shoulder)
    sheet.alpha_composite(_cylinder(wide, high, flat, turned(body)), (0, cap + 24))
    _band(sheet, wide, high - 70, flat, cap + 52, turned(PAPER))
    lid = _cylinder(neck, cap - 26, 14, turned((247, 244, 236)))
    ribs = ImageDraw.Draw(lid)
    for x in range(8, neck, 9):
        ribs.line((x, 22, x, cap - 16), fill=(198, 192, 180), width=2)
    sheet.alpha_composite(lid, ((wide - neck) // 2, 6))
    _lay(sheet, _plain((neck, 28), PAPER), ((wide - neck) // 2, 6), oval(neck, 28))
    _print(sheet, emblem, brand, wide // 2, cap + 88, 92, wide, mix(body, (20, 14, 20), 0.6), flat)
    return sheet


@lru_cache(maxsize=32)
def tube(emblem, tint, brand):
    wide, high = 190, 360
    sheet = Image.new("RGBA", (wide, high + 60), (0, 0, 0, 0))
    mask = Image.new("L", (wide * 2, high * 2), 0)
    ImageDraw.Draw(mask).polygon(
        [(0, 0), (wide * 2, 0), (wide * 2 - 52, high * 2), (52, high * 2)], fill=255
    )
    mask = mask.resize((wide, high), Image.Resampling.LANCZOS)
    _lay(sheet, gradient((wide, high), turned(mix(tint, PAPER, 0.35)), across=True), (0, 0), mask)
    crimp = ImageDraw.Draw(sheet)
    crimp.rectangle((0, 0, wide, 20), fill=mix(tint, PAPER, 0.5))
    for x in range(4, wide, 7):
        crimp.line((x, 2, x, 18), fill=mix(tint, (60, 50, 50), 0.2), width=1)
    cap = _cylinder(150, 44, 10, turned(deep(tint)))
    sheet.alpha_composite(cap, ((wide - 150) // 2, high - 12))
    _print(sheet, emblem, brand, wide // 2, 84, 96, wide - 20, mix(deep(tint), (20, 14, 20), 0.6))
    return sheet


@lru_cache(maxsize=32)
def box(emblem, tint, brand):
    wide, high, side, rise = 268, 330, 62, 34
    sheet = Image.new("RGBA", (wide + side, high + rise), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sheet)
    front = mix(tint, PAPER, 0.50)
    draw.polygon(
        [(wide, rise), (wide + side, 0), (wide + side, high), (wide, high + rise)],
        fill=mix(tint, (60, 44, 44), 0.28),
    )
    draw.polygon(
        [(0, rise), (side, 0), (wide + side, 0), (wide, rise)], fill=mix(tint, PAPER, 0.78)
    )
    sheet.paste(gradient((wide, high), [(0, mix(front, PAPER, 0.3)), (1, front)]), (0, rise))
    draw.rectangle((0, rise + high - 62, wide - 1, rise + high - 1), fill=deep(tint))
    draw.polygon(
        [
            (wide, rise + high - 62),
            (wide + side, high - 62),
            (wide + side, high),
            (wide, high + rise),
        ],
        fill=mix(deep(tint), (40, 30, 34), 0.35),
    )
    _print(
        sheet, emblem, brand, wide // 2, rise + 44, 150, wide, mix(deep(tint), (20, 14, 20), 0.62)
    )
    return sheet


@lru_cache(maxsize=32)
def pouch(emblem, tint, brand):
    wide, high = 290, 390
    mask = Image.new("L", (wide * 2, high * 2), 0)
    draw = ImageDraw.Draw(mask)
    draw.polygon(
        [(24, 0), (wide * 2 - 24, 0), (wide * 2 - 1, high * 2 - 60), (0, high * 2 - 60)], fill=255
    )
    draw.rounded_rectangle((0, high * 2 - 200, wide * 2 - 1, high * 2 - 1), radius=60, fill=255)
    mask = mask.resize((wide, high), Image.Resampling.LANCZOS)
    sheet = Image.new("RGBA", (wide, high), (0, 0, 0, 0))
    _lay(sheet, gradient((wide, high), turned(deep(tint, 0.3)), across=True), (0, 0), mask)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((12, 0, wide - 12, 34), fill=mix(deep(tint, 0.3), PAPER, 0.25))
    draw.line((14, 34, wide - 14, 34), fill=mix(deep(tint), (30, 20, 20), 0.3), width=2)
    label = Image.new("L", (wide * 2, high * 2), 0)
    ImageDraw.Draw(label).rounded_rectangle((64, 190, wide * 2 - 64, high * 2 - 130), 24, fill=255)
    label = label.resize((wide, high), Image.Resampling.LANCZOS)
    _lay(
        sheet,
        gradient((wide, high), [(0, PAPER), (1, mix(tint, PAPER, 0.75))], across=True),
        (0, 0),
        label,
    )
    _print(
        sheet, emblem, brand, wide // 2, 116, 120, wide - 64, mix(deep(tint), (20, 14, 20), 0.62)
    )
    clear = ImageChops.multiply(sheet.getchannel("A"), mask.filter(ImageFilter.GaussianBlur(0.6)))
    sheet.putalpha(clear)
    return sheet


FOOT = {"tin": 30, "bottle": 22, "tube": 10, "box": 17, "pouch": 6}
SHAPES = {"tin": tin, "bottle": bottle, "tube": tube, "box": box, "pouch": pouch}
