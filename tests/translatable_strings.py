"""Every string that the site's own code marks for translation, extracted without gettext."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "core",
    "accounts",
    "expo",
    "evidence",
    "exhibitors",
    "catalog",
    "centers",
    "orders",
    "search",
    "clearance",
    "reports",
)
# functions by their leading arguments: the text; singular and plural; each with a context before
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "later"}  # `gettext_noop as later`
PLURAL = {"ngettext", "ngettext_lazy", "ngettext_noop"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
CALL = re.compile(r"\b(n?p?gettext|_)\(")


@dataclass(frozen=True)
class Message:
    msgid: str
    plural: str = ""
    context: str = ""
    place: str = ""

    @property
    def key(self):
        return (self.context, self.msgid)


def from_call(name, texts, place):
    if name in PLAIN and texts:
        return Message(texts[0], place=place)
    if name in PLURAL and len(texts) >= 2:
        return Message(texts[0], texts[1], place=place)
    if name in CONTEXT and len(texts) >= 2:
        return Message(texts[1], context=texts[0], place=place)
    if name in CONTEXT_PLURAL and len(texts) >= 3:
        return Message(texts[1], texts[2], texts[0], place)
    return None


def in_python(source, place):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = []
            for argument in node.args:
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                    break
                texts.append(argument.value)
            if message := from_call(name, texts, f"{place}:{node.lineno}"):
                yield message


def in_template(source, place):
    python = templatize(source)
    for call in CALL.finditer(python):
        line = python.count("\n", 0, call.start()) + 1
        # the texts are literals before the first argument that is none
        texts, rest = [], python[call.end() :]
        literal = re.compile(r"\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))\s*,?", re.S)
        while match := literal.match(rest):
            texts.append(ast.literal_eval(match[1]))
            rest = rest[match.end() :]
        if message := from_call(call[1], texts, f"{place}:{line}"):
            yield message


def in_yaml(source, place):
    """Texts with the tag `!_` of `core.files.texts`, and their context."""

    class Marked(yaml.SafeLoader):
        pass

    def mark(loader, context, node):
        marked.append(
            Message(node.value, context=context, place=f"{place}:{node.start_mark.line + 1}")
        )

    marked = []
    Marked.add_multi_constructor("!_", mark)
    yaml.load(source, Marked)
    return marked


def messages():
    """All messages of the apps and templates, in the order of their files."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from in_python(path.read_text(), str(path.relative_to(ROOT)))
        for path in sorted((ROOT / app).rglob("*.yaml")):
            yield from in_yaml(path.read_text(), str(path.relative_to(ROOT)))
    for folder in (ROOT / "templates", *(ROOT / app / "templates" for app in APPS)):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".html", ".txt", ".xml", ".svg"):
                yield from in_template(path.read_text(), str(path.relative_to(ROOT)))
