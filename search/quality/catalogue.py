"""A catalogue in a CSV file, to try the search on goods that aren't in the database.

Columns, of which only sku is needed: sku, gtin, name_zh, name_en, brand (`Pigeon/贝亲`; several
names separated by a slash or by script), aliases (separated by semicolons), spec, origin (any code
or name), hs_code, category (a path with `/` or `>`), description, price (yuan), sales. Rows with
the same SKU's good in several sizes are several goods here.
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from catalog.codes.countries import find_country
from search.analysis.tokenization import ZH
from search.documents.source import DocumentSource, Names

NAME = re.compile(rf"[{ZH}]+|[^{ZH}/|;]+")


def read_catalogue(path: str | Path) -> Iterator[DocumentSource]:
    """Raises OSError or ValueError where the file can't be read as such a table."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if "sku" not in (rows.fieldnames or ()):
            raise ValueError(f"{path}: no column sku")
        for pk, row in enumerate(rows, start=1):
            yield _source(pk, {name: (value or "").strip() for name, value in row.items() if name})


def brand_names(text: str, aliases: str = "") -> Names:
    """`Asahi/朝日/EBIOS` → 朝日, Asahi, and EBIOS as an alias."""
    parts = [name.strip() for name in NAME.findall(text)]
    parts += [name.strip() for name in aliases.split(";")]
    names = list(dict.fromkeys(filter(None, parts)))
    zh = next((name for name in names if re.match(rf"[{ZH}]", name)), "")
    en = next((name for name in names if name != zh), "")
    return Names(text, zh, en, tuple(name for name in names if name not in (zh, en)))


def _source(pk: int, row: dict[str, str]) -> DocumentSource:
    country = find_country(row["origin"]) if row.get("origin") else None
    path = [step.strip() for step in re.split("[/>]", row.get("category", "")) if step.strip()]
    return DocumentSource(
        pk=pk,
        name_zh=row.get("name_zh", ""),
        name_en=row.get("name_en", ""),
        description=tuple(filter(None, [row.get("description", ""), row.get("name_ja", "")])),
        specs=tuple(filter(None, [row.get("spec", "")])),
        skus=(row["sku"],),
        gtins=tuple(filter(None, [row.get("gtin", "")])),
        hs_codes=tuple(filter(None, [row.get("hs_code", "")])),
        brand=brand_names(row.get("brand", ""), row.get("aliases", "")),
        categories=tuple(Names(step, step) for step in path),
        origin=Names(country.alpha2, country.zh, country.en) if country else Names(""),
        price=_fen(row.get("price", "")),
        in_stock=True,
        sales=int(row["sales"]) if row.get("sales", "").isdigit() else 0,
    )


def _fen(yuan: str) -> int | None:
    try:
        return round(Decimal(yuan) * 100)
    except InvalidOperation:
        return None
