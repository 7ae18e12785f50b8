"""The photographer's studio of the demo pictures: light, wall, podium, shadow and engraving.

Colours are RGB triples; a tint is a hex string such as "#e9c9bf". Light falls from the upper left,
shadows fall to the right. Blurs are made at a quarter of the size: they cost a sixteenth and the
eye can't tell.
"""

import io
import itertools
import math
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

HERE = Path(__file__).parent
PAPER = (255, 253, 248)
INK = (22, 24, 38)
SHADE = (40, 28, 20)


def rgb(tint):
    """(r, g, b) of "#rrggbb"."""
    return tuple(bytes.fromhex(tint.lstrip("#")))


def mix(a, b, part):
    """The colour `part` of the way (0 to 1) from a to b."""
    return tuple(round(x + (y - x) * part) for x, y in zip(a, b, strict=True))


def gradient(size, stops, across=False):
    """A picture shaded through (position 0 to 1, colour) stops, downwards or across."""
    ramp = Image.linear_gradient("L")
    if across:
        ramp = ramp.transpose(Image.Transpose.ROTATE_90)
    bands = []
    for channel in range(3):
        table = [_between(stops, step / 255)[channel] for step in range(256)]
        bands.append(ramp.point(table))
    return Image.merge("RGB", bands).resize(size, Image.Resampling.BILINEAR)


def _between(stops, at):
    for (start, first), (end, last) in itertools.pairwise(stops):
        if at <= end:
            return mix(first, last, (at - start) / ((end - start) or 1))
    return stops[-1][1]


def soft(size, draw, blur):
    """A blurred mask of what `draw(ImageDraw, scale)` fills with white."""
    small = Image.new("L", (max(1, size[0] // 4), max(1, size[1] // 4)), 0)
    draw(ImageDraw.Draw(small), 0.25)
    return small.filter(ImageFilter.GaussianBlur(blur / 4)).resize(size, Image.Resampling.BILINEAR)


def shadow(picture, box, blur, strength):
    """A soft elliptic shadow (strength 0 to 255), made only as far as it reaches."""
    room = blur * 3
    left, top = int(box[0] - room), int(box[1] - room)
    size = (int(box[2] + room) - left, int(box[3] + room) - top)

    def ellipse(draw, scale):
        corners = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
        draw.ellipse([side * scale for side in corners], fill=strength)

    picture.paste(SHADE, (left, top), soft(size, ellipse, blur))


@lru_cache(maxsize=32)
def _backdrop(size, tint, horizon):
    wide, high = size
    floor = int(high * horizon)
    wall = [(0, mix(tint, PAPER, 0.62)), (1, mix(tint, PAPER, 0.40))]
    ground = [(0, mix(tint, PAPER, 0.22)), (1, mix(tint, PAPER, 0.48))]
    picture = gradient(size, wall)
    picture.paste(gradient((wide, high - floor), ground), (0, floor))
    sweep = picture.crop((0, floor - 60, wide, min(high, floor + 60)))
    picture.paste(sweep.filter(ImageFilter.BoxBlur(16)), (0, floor - 60))

    def lamp(draw, scale):
        box = (-wide * 0.35, -high * 0.5, wide * 0.75, high * 0.6)
        draw.ellipse([side * scale for side in box], fill=110)

    picture.paste((255, 255, 252), (0, 0), soft(size, lamp, wide * 0.14))
    return picture


def backdrop(size, tint, horizon=0.70):
    """Wall and floor in one sweep, lit from the upper left; `tint` as (r, g, b)."""
    return _backdrop(size, tint, horizon).copy()


def grain(picture):
    """A breath of film grain, the same every time; it also keeps gradients from banding."""
    return ImageChops.overlay(picture, _noise(picture.size))


@lru_cache(maxsize=4)
def _noise(size):
    tile = Image.new("L", (128, 128))
    seed, values = 20151, []
    for _ in range(128 * 128):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        values.append(127 + (seed >> 16) % 9 - 4)
    tile.putdata(values)
    sheet = Image.new("L", size)
    for x in range(0, size[0], 128):
        for y in range(0, size[1], 128):
            sheet.paste(tile, (x, y))
    return Image.merge("RGB", [sheet] * 3)


@lru_cache(maxsize=64)
def figure(code, size, turn=0):
    """An illustration of `art/`, its longest side `size` px, turned, its colours calmed to 80 %."""
    with Image.open(HERE / "art" / f"{code}.webp") as source:
        art = source.convert("RGBA")
    art = art.crop(art.getchannel("A").getbbox())
    scale = size / max(art.size)
    art = art.resize(
        (round(art.width * scale), round(art.height * scale)), Image.Resampling.LANCZOS
    )
    if turn:
        art = art.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        art = art.crop(art.getchannel("A").getbbox())
    alpha = art.getchannel("A")
    art = ImageEnhance.Color(art.convert("RGB")).enhance(0.80)
    art = art.filter(ImageFilter.UnsharpMask(2, 30, 3))
    art.putalpha(alpha)
    return art


def stand_on(picture, art, middle, base, strength=85, foot=0):
    """Puts a cut-out on a surface at height `base`, with its shadow; `foot` px of it are round."""
    wide, flat = art.width, max(17, foot)
    box = (middle - wide * 0.42, base - foot - flat, middle + wide * 0.52, base - foot * 0.6 + flat)
    shadow(picture, box, 11, strength)
    picture.paste(art, (int(middle - wide / 2), int(base - art.height + 4)), art)


@lru_cache(maxsize=16)
def letter(size):
    return ImageFont.truetype(HERE / "fonts" / "source-serif-4-700.woff", size)


def engrave(picture, words, middle, top, width, size, colour, bow=0.0):
    """Writes spaced capitals on a curved front; `bow` px is how far its middle hangs lower."""
    words = words.upper()
    while (length := _measure(words, size)) > width * 0.82 and size > 10:
        size -= 1
    draw, x = ImageDraw.Draw(picture), middle - length / 2
    for sign in words:
        wide = letter(size).getlength(sign)
        off = min(1, abs(x + wide / 2 - middle) / (width / 2))
        draw.text((x, top + bow * math.sqrt(1 - off * off)), sign, font=letter(size), fill=colour)
        x += wide + size * 0.22


def _measure(words, size):
    return sum(letter(size).getlength(sign) + size * 0.22 for sign in words) - size * 0.22


def podium(picture, middle, top, radius, high, tint, words="", size=27):
    """A round podium whose upper face is centred on (middle, top)."""
    flat = round(radius * 0.175)
    shadow(
        picture,
        (
            middle - radius * 1.15,
            top + high - flat * 0.3,
            middle + radius * 1.45,
            top + high + flat * 1.9,
        ),
        26,
        58,
    )
    wide = radius * 2
    side = gradient((wide, high + flat * 2), _turned(tint), across=True)
    picture.paste(side, (middle - radius, top - flat), drum(wide, high, flat))
    face = Image.new("RGB", (wide, flat * 2), mix(tint, PAPER, 0.60))
    picture.paste(face, (middle - radius, top - flat), oval(wide, flat * 2))
    if words:
        line = top + high / 2 - size * 0.55 - 2
        engrave(
            picture, words, middle, line, wide, size, mix(tint, (20, 14, 20), 0.72), flat * 0.98
        )


def _turned(tint):
    """The shading of a turned body, lit from the left."""
    dark = mix(tint, (30, 20, 20), 0.18)
    return [
        (0, mix(tint, PAPER, 0.10)),
        (0.22, mix(tint, PAPER, 0.55)),
        (0.5, mix(tint, PAPER, 0.30)),
        (1, dark),
    ]


@lru_cache(maxsize=64)
def drum(wide, high, flat):
    """Mask of a cylinder's side: straight above, round below."""
    mask = Image.new("L", (wide * 2, (high + flat * 2) * 2), 0)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((0, flat * 2, wide * 2, (high + flat) * 2), fill=255)
    draw.ellipse((0, high * 2, wide * 2 - 1, (high + flat * 2) * 2 - 1), fill=255)
    return mask.resize((wide, high + flat * 2), Image.Resampling.LANCZOS)


@lru_cache(maxsize=64)
def oval(wide, high):
    mask = Image.new("L", (wide * 2, high * 2), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, wide * 2 - 1, high * 2 - 1), fill=255)
    return mask.resize((wide, high), Image.Resampling.LANCZOS)


def webp(picture, side=0, quality=82):
    """WebP bytes; scaled to `side` px wide if it is wider."""
    if side and picture.width != side:
        high = round(picture.height * side / picture.width)
        picture = picture.resize((side, high), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=quality, method=3)
    return out.getvalue()
