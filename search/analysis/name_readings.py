"""Names as one types them in Latin script (the hook `name_readings`)."""

from collections.abc import Iterable
from functools import lru_cache

from search.analysis.pinyin import other_reading, syllables


def of_names(names: Iterable[str]) -> dict[str, str]:
    """{name: its pinyin and its initials, in lower case without blanks, a line each}"""
    return {name: _read(name) for name in names}


@lru_cache(maxsize=10_000)
def _read(name: str) -> str:
    # 长 is zhang or chang: no dictionary knows which in a name
    readings = [list(syllables(name)), other_reading(name).split()]
    spelled = ["".join(read) for read in readings]
    initials = ["".join(syllable[:1] for syllable in read) for read in readings]
    return "\n".join(text.replace(" ", "").casefold() for text in spelled + initials)
