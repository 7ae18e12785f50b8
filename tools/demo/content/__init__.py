"""The demo's content beside this module: texts in Chinese and English as YAML files, tables of the
catalogue and of synonyms as CSV files. Firms, people
and figures are invented; nothing here says that a real center opened or that this site clears
goods (R-ORG-6)."""

import csv
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import yaml

HERE = Path(__file__).parent
BLOCKS = {"heading", "text", "items", "notice"}


class Pair(NamedTuple):
    zh: str
    en: str


@dataclass(frozen=True)
class TextBlock:
    """A block of a page's body; `pairs`: (Chinese, English), a paragraph or list item each."""

    kind: str
    pairs: tuple

    def raw(self):
        """The block as a StreamField stores it, in Chinese."""
        zh = [pair[0] for pair in self.pairs]
        if self.kind == "heading":
            return {"type": "heading", "value": zh[0]}
        if self.kind == "notice":
            return {"type": "notice", "value": {"title": zh[0], "text": f"<p>{zh[1]}</p>"}}
        if self.kind == "items":
            items = "".join(f"<li>{text}</li>" for text in zh)
            return {"type": "text", "value": f"<ul>{items}</ul>"}
        return {"type": "text", "value": "".join(f"<p>{text}</p>" for text in zh)}


def table(name):
    """Rows of a CSV file as dicts; cells are parted by a bar, or by a comma in the tariff."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        delimiter = "|" if "|" in file.readline() else ","
        file.seek(0)
        return list(csv.DictReader(file, delimiter=delimiter))


def bilingual(name, pair):
    return {f"{name}_zh": pair.zh, f"{name}_en": pair.en}


def model_fields(content):
    """{field: value} of a namespace: the pair `name` becomes name_zh and name_en."""
    fields = {}
    for name, value in vars(content).items():
        fields |= bilingual(name, value) if isinstance(value, Pair) else {name: value}
    return fields


def load(name):
    """The YAML file as a namespace: pairs as Pair, blocks of a page's body as TextBlock."""
    return parse((HERE / f"{name}.yaml").read_text("utf-8"))


def parse(text):
    return _read(yaml.safe_load(text))


def _read(value):
    if isinstance(value, list):
        return tuple(_read(each) for each in value)
    if not isinstance(value, dict):
        return value
    if set(value) == set(Pair._fields):
        return Pair(**value)
    if len(value) == 1 and (kind := next(iter(value))) in BLOCKS:
        return _block(kind, value[kind])
    return SimpleNamespace(**{name: _read(each) for name, each in value.items()})


def _block(kind, content):
    if kind == "notice":
        content = content["title"], content["text"]
    pairs = _read(list(content) if kind != "heading" else [content])
    return TextBlock(kind, pairs)
