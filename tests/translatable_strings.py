"""Every string that the site's own code marks for translation, found without gettext's tools."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
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
# how many leading arguments are words: (context first?, singular, plural)
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop", "ugettext"}
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


def from_call(name, words, place):
    if name in PLAIN and words:
        return Message(words[0], place=place)
    if name in PLURAL and len(words) >= 2:
        return Message(words[0], words[1], place=place)
    if name in CONTEXT and len(words) >= 2:
        return Message(words[1], context=words[0], place=place)
    if name in CONTEXT_PLURAL and len(words) >= 3:
        return Message(words[1], words[2], words[0], place)
    return None


def in_python(source, place):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            words = []
            for argument in node.args:
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                    break
                words.append(argument.value)
            if message := from_call(name, words, f"{place}:{node.lineno}"):
                yield message


def in_template(source, place):
    python = templatize(source)
    for call in CALL.finditer(python):
        line = python.count("\n", 0, call.start()) + 1
        # the words are literals before the first argument that is none
        words, rest = [], python[call.end() :]
        literal = re.compile(r"\s*(u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))\s*,?", re.S)
        while found := literal.match(rest):
            words.append(ast.literal_eval(found[1]))
            rest = rest[found.end() :]
        if message := from_call(call[1], words, f"{place}:{line}"):
            yield message


def messages():
    """All messages of rooms and templates, in the order of their files."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from in_python(path.read_text(), str(path.relative_to(ROOT)))
    for folder in (ROOT / "templates", *(ROOT / room / "templates" for room in ROOMS)):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".html", ".txt", ".xml", ".svg"):
                yield from in_template(path.read_text(), str(path.relative_to(ROOT)))
