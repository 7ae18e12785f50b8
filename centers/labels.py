"""The printed QR labels: A4, 3 × 8 labels of 70 × 37 mm, the common adhesive sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont
from fpdf import FPDF

from centers.qr import code_of

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-GB2312.ttf"
COLUMNS, ROWS = 3, 8
WIDE, HIGH = 70.0, 37.0  # mm
TOP = 0.5  # 8 × 37 = 296 of A4's 297
EDGE = 4.0  # what printers leave white
CODE = 29.0  # the code with its quiet zone; modules of 0.8 mm read from half a metre
QUIET = 4  # modules


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside a code, in Chinese and English in whatever language it is printed."""

    token: object
    shelf: str
    name_zh: str
    name_en: str
    sku: str
    center: str


def labels_of(tokens: Iterable) -> list[Label]:
    return [_label(token) for token in tokens]


def labels_pdf(labels: list[Label]) -> bytes:
    """The PDF; one page with a sentence on it where there is nothing to print."""
    pdf = FPDF(orientation="portrait", unit="mm", format="A4")
    # a name in the last row must not open a page
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    # fpdf's own padding would break lines too early
    pdf.c_margin = 0
    pdf.add_font("label", "", FONT)
    pdf.set_title("QR labels")
    pdf.set_creator(settings.WAGTAIL_SITE_NAME)
    for at, label in enumerate(labels):
        place = at % (COLUMNS * ROWS)
        if place == 0:
            pdf.add_page()
        row, column = divmod(place, COLUMNS)
        _draw(pdf, label, column * WIDE, TOP + row * HIGH)
    if not labels:
        pdf.add_page()
        pdf.set_font("label", size=12)
        pdf.text(20, 30, "没有可打印的样品 · No samples to print")
    return bytes(pdf.output())


def _label(token):
    sample = token.sample
    variant = token.variant or sample.variant
    product = variant.product
    return Label(
        token=token,
        shelf=sample.shelf.code,
        name_zh=_printable(f"{product.name_zh} {variant.spec_zh}".strip(), product.name_en),
        name_en=_printable(f"{product.name_en} {variant.spec_en}".strip(), ""),
        sku=variant.sku,
        center=_printable(sample.shelf.center.name_zh, sample.shelf.center.name_en),
    )


def _draw(pdf, label, x, y):
    _code(pdf, label.token, x + EDGE, y + (HIGH - CODE) / 2)
    left, wide = x + EDGE + CODE + 2, WIDE - 2 * EDGE - CODE - 2
    down = y + EDGE
    down = _lines(pdf, label.shelf, left, down, wide, size=13, height=5.5, max_lines=1)
    down = _lines(pdf, label.name_zh, left, down + 0.5, wide, size=8, height=3.5, max_lines=3)
    down = _lines(pdf, label.name_en, left, down + 0.4, wide, size=6, height=2.6, max_lines=2)
    foot = y + HIGH - EDGE
    _lines(pdf, label.sku, left, foot - 5.4, wide, size=6.5, height=2.8, max_lines=1)
    _lines(pdf, label.center, left, foot - 2.6, wide, size=5.5, height=2.6, max_lines=1)


def _lines(pdf, text, x, y, wide, *, size, height, max_lines):
    """Draws a text in at most `max_lines`, cut with an ellipsis; returns where they end below."""
    pdf.set_font("label", size=size)
    lines = pdf.multi_cell(wide, height, text, dry_run=True, output="LINES", align="L")
    if len(lines) > max_lines:
        last = lines[max_lines - 1]
        while last and pdf.get_string_width(last + "…") > wide:
            last = last[:-1]
        lines = [*lines[: max_lines - 1], last + "…"]
    for line in lines:
        pdf.set_xy(x, y)
        pdf.cell(wide, height, line)
        y += height
    return y


def _code(pdf, token, x, y):
    """Runs of dark modules as rectangles: sharp at any size."""
    # side by side, single modules print with hairlines between them
    matrix = code_of(token).matrix
    side = CODE / (len(matrix) + 2 * QUIET)
    pdf.set_fill_color(0)
    for at, row in enumerate(matrix, start=QUIET):
        column = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                pdf.rect(x + column * side, y + at * side, length * side, side, style="F")
            column += length


def _printable(text, instead):
    """The text if the font has all its characters, else the other one as far as it has them."""
    # a character the font lacks prints as an empty box
    known = _font_characters()
    if text and all(ord(char) in known for char in text):
        return text
    kept = "".join(char for char in (instead or text) if ord(char) in known)
    return " ".join(kept.split())


@cache
def _font_characters():
    with TTFont(FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())
