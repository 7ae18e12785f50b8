"""Synthetic records of every kind, made from the tables themselves with varied values.

Identity numbers are of the 1880s; names and firms are invented.
"""

from __future__ import annotations

import random
from typing import Any

from ceb import MESSAGES, build, new_guid
from ceb.codes import TABLES
from ceb.fields import Field, Group

TEXTS = [
    "进口婴儿配方奶粉", "红酒", "车厘子", "Kiwi", "&", "<新西兰>", "“全角”", "１㎏", "é",
]  # fmt: skip
TRANSFER = {"copCode": "4101W68057", "copName": "郑州示范跨境平台", "dxpMode": "DXP",
            "dxpId": "DXPENT0000000001"}  # fmt: skip
TIMES = {8: "20261124", 14: "20261124093000", 17: "20261124093000123"}


def record(
    kind: str, seed: int = 0, *, full: bool = True, version: str = "202205"
) -> dict[str, Any]:
    """A record that is valid by schema and specification. full: optional fields filled too."""
    chance = random.Random(f"{kind}-{seed}")
    made = _group(MESSAGES[kind].record, chance, full, version)
    return fitted(kind, made, chance)


def fitted(kind: str, made: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """With what its trade mode asks for; units come with their quantities or not at all."""
    if kind == "621":
        _fit_to_mode(made, chance)
    if kind == "603":
        _fit_to_export_mode(made, chance)
    _pair(made, MESSAGES[kind].record)
    return made


def document(kind: str, seed: int = 0, *, records: int = 1, **options: Any) -> bytes:
    """Unsigned bytes of a valid message."""
    full = options.pop("full", True)
    version = options.get("version", "202205")
    made = [
        record(kind, seed * 100 + number, full=full, version=version) for number in range(records)
    ]
    if not MESSAGES[kind].is_receipt:
        options.setdefault("base_transfer", TRANSFER)
    return build(kind, made, guid=new_guid(), **options)


def _group(group: Group, chance: random.Random, full: bool, version: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for member in group.members_of(version):
        if isinstance(member, Field):
            if member.required or member.expected or full or chance.random() < 0.3:
                made[member.name] = _value(member, chance)
        elif isinstance(member, Group):
            lines = [_group(member, chance, full, version) for _ in range(chance.randint(1, 4))]
            made[member.name] = lines if member.max_occurs != 1 else lines[0]
    return made


def _pair(made: dict[str, Any], group: Group) -> None:
    for one, other in group.pairs:
        if (one in made) != (other in made):
            made.pop(one, None)
            made.pop(other, None)
    for member in group.members:
        if isinstance(member, Group):
            items = made.get(member.name, [])
            for item in items if isinstance(items, list) else [items]:
                _pair(item, member)


def _value(field: Field, chance: random.Random) -> Any:
    if field.time:
        return TIMES[field.max_length or 14]
    if field.fixed:
        return field.fixed
    if field.allowed:
        return chance.choice(field.allowed)
    if field.code_table:
        return chance.choice(sorted(set(TABLES[field.code_table]) - set(field.barred)))
    if field.form == "decimal":
        return chance.choice(["0", "12.5", "19999.99999", "0.00001", "88"])
    if field.form == "int":
        return chance.randint(1, 99)
    if field.name == "guid":
        return new_guid()
    if field.name.endswith("IdNumber"):
        return "11010118880101001X"
    if field.min_length == field.max_length:
        return "".join(chance.choice("0123456789") for _ in range(field.max_length or 1))
    if field.min_length > 1 or (field.max_length or 99) < 5:
        return "".join(chance.choice("0123456789") for _ in range(field.max_length or 1))
    text = " ".join(chance.choice(TEXTS) for _ in range(chance.randint(1, 3)))
    return text[: field.max_length]


def _fit_to_mode(made: dict[str, Any], chance: random.Random) -> None:
    head, lines = made["InventoryHead"], made["InventoryList"]
    mode = head["tradeMode"] = chance.choice(["1210", "9610"])
    if mode == "1210":
        head.update(country="142", emsNo="H46129A00001", areaCode="4612960001", areaName="保税仓")
        for name in ("trafNo", "voyageNo", "billNo"):
            head.pop(name, None)
        for line in lines:
            line["itemRecordNo"] = str(chance.randint(1, 999))
    else:
        head.update(country="609", trafNo="NZ289", voyageNo="NZ289", billNo="086-12345675")


def _fit_to_export_mode(made: dict[str, Any], chance: random.Random) -> None:
    head = made["InventoryHead"]
    if head["tradeMode"] in ("1210", "1239"):
        head.update(iacCode="4612960001", iacName="保税仓", emsNo="H46129A00001")
        for line in made["InventoryList"]:
            line["itemRecordNo"] = str(chance.randint(1, 999))
