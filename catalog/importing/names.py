"""Names as merchants write them: compared without case or accents, told apart by script, made
into slugs."""

import hashlib
import re
import unicodedata

from django.utils.text import slugify

HAN = re.compile(r"[\u3400-\u9fff]")
KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")


def fold(text: str) -> str:
    """For comparing names: no case, width, blanks, marks or accents."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in text if char.isalnum())


def is_eastern(name: str) -> bool:
    return bool(HAN.search(name) or KANA.search(name) or HANGUL.search(name))


def slug_for(name: str, kind: str) -> str:
    """From Latin letters, else from a digest: addresses stay readable in any browser."""
    return slugify(name)[:70] or f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def free_slug(slug: str, taken: set[str]) -> str:
    n, free = 2, slug
    while free in taken:
        free, n = f"{slug}-{n}", n + 1
    return free
