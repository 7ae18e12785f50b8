"""What comes out when customs compares a document, in the form of a returnInfo."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ceb.checks.comparison import amount_of

OTHER = "13099"  # a code of the sandbox's own, in customs' form
LONGEST_INFO = 1000  # what a receipt takes


@dataclass(frozen=True, slots=True)
class MatchResult:
    """missing: what is waited for; wrong: why it is rejected. Both as a returnInfo.
    status: what customs answers while it waits, if anything."""

    missing: str = ""
    wrong: str = ""
    status: str = ""


IN_ORDER = MatchResult()


def coded(*texts: str, code: str = OTHER) -> str:
    """[Code:…;Desc:…] for each, as many as fit a receipt."""
    return coded_pairs((code, text) for text in texts)


def coded_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    info = ""
    for code, text in pairs:
        plain = text.replace("[", "（").replace("]", "）")[:300]
        part = f"[Code:{code};Desc:{plain}]"
        if len(info) + len(part) > LONGEST_INFO:
            break
        info += part
    return info


def differing(
    one: Mapping[str, Any],
    other: Mapping[str, Any],
    pairs: Sequence[tuple[str, str, str]],
    where: str = "",
) -> list[str]:
    """pairs: (Chinese name, element of one, element of other). Numbers are compared as such."""
    return [
        f"{where}{zh}（{name}）不一致：{one.get(name, '')} ≠ {other.get(its, '')}"
        for zh, name, its in pairs
        if one.get(name, "") != other.get(its, "") and not _same_number(one, name, other, its)
    ]


def _same_number(one: Mapping[str, Any], name: str, other: Mapping[str, Any], its: str) -> bool:
    both = bool(one.get(name) and other.get(its))
    return both and amount_of(one, name) == amount_of(other, its)
