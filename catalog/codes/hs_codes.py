"""The shape of an HS code as China files it: ten digits under a chapter that exists."""

import re

# Chapters 01–97 of the Harmonized System without 77, which is kept free; 98 is China's own
# for low-value and unclassified goods and admits no retail good.
CHAPTERS = frozenset(f"{n:02}" for n in range(1, 98) if n != 77)
_TEN = re.compile(r"[0-9]{10}\Z")


def is_hs_code(code: str) -> bool:
    return bool(_TEN.match(code)) and code[:2] in CHAPTERS
