"""Article numbers, customs codes and SKUs, known by their form before anything else is tried."""

import re

from .plan import Alternative, Concept

CODE_WEIGHT = 10.0
SKU = re.compile(r"(?=(?:[^0-9]*[0-9]){3})(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
DIGITS_WITH_DOTS = re.compile(r"[0-9]{4}(?:\.?[0-9]{2}){0,3}")
GTIN_LENGTHS = (8, 12, 13, 14)
HS_LENGTHS = (4, 6, 8, 10)


def plain_code(folded: str) -> str:
    """A SKU as it is indexed: written with hyphens or without."""
    return re.sub("[ -]", "", folded)


def code_concept(folded: str) -> Concept | None:
    """A GTIN, HS prefix or SKU: matched or not, never corrected and never relaxed."""
    tokens = []
    if SKU.fullmatch(folded):
        tokens = [plain_code(folded)]
    elif folded and set(folded) <= set("0123456789 -."):
        digits = re.sub(r"[ .-]", "", folded)
        if len(digits) in GTIN_LENGTHS:
            tokens.append("gtin:" + digits.zfill(14))
        if len(digits) in HS_LENGTHS and DIGITS_WITH_DOTS.fullmatch(folded):
            tokens.append("hs:" + digits)
        if tokens:
            tokens.append(plain_code(folded))  # some sellers number their goods with digits alone
    if not tokens:
        return None
    any_of = [Alternative("code", (token,), CODE_WEIGHT) for token in tokens]
    if re.fullmatch("[0-9]{4}", folded):  # 4711 is a brand too
        any_of += [Alternative("brand", (folded,), 4.0), Alternative("name", (folded,), 3.0)]
    return Concept(folded, len(folded) / 2, tuple(any_of), "code")
