"""The words customs finds, and the comparing by which it finds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

OTHER = "13099"  # a code of the sandbox's own, in customs' form


@dataclass(frozen=True, slots=True)
class Finding:
    """missing: what is waited for; wrong: why it is refused. Both as words of a returnInfo.
    status: what customs says while it waits, if anything."""

    missing: str = ""
    wrong: str = ""
    status: str = ""


NOTHING = Finding()


def coded(*words: str, code: str = OTHER) -> str:
    """[Code:…;Desc:…] for each, as many as fit a receipt."""
    said = ""
    for one in words:
        plain = one.replace("[", "（").replace("]", "）")[:300]
        made = f"[Code:{code};Desc:{plain}]"
        if len(said) + len(made) > 1000:
            break
        said += made
    return said


def number(record: Mapping[str, str], name: str) -> Decimal:
    try:
        return Decimal((record.get(name) or "0").strip())
    except InvalidOperation:
        return Decimal("NaN")


def differing(
    one: Mapping[str, str],
    other: Mapping[str, str],
    pairs: Sequence[tuple[str, str, str]],
    where: str = "",
) -> list[str]:
    """pairs: (Chinese name, element of one, element of other). Numbers are compared as such."""
    return [
        f"{where}{zh}（{name}）不一致：{one.get(name, '')} ≠ {other.get(theirs, '')}"
        for zh, name, theirs in pairs
        if one.get(name, "") != other.get(theirs, "")
        and not (number(one, name) == number(other, theirs) and one.get(name) and other.get(theirs))
    ]
