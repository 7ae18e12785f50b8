"""A template that reads a name nobody sets shows nothing and says nothing: "everything agrees"
stood over every reconciliation because its template asked for an attribute that was renamed."""

import re
from functools import cache
from pathlib import Path

import django
import wagtail
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("ceb", *(app for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()))
LIBRARIES = (Path(django.__file__).parent, Path(wagtail.__file__).parent)
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt", ".xml")
)
TAG = re.compile(r"\{%(.*?)%\}|\{\{(.*?)\}\}", re.S)
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.S)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
ATTRIBUTE = re.compile(r"(?<=\.)[a-z_]\w*")
NAME = re.compile(r"[A-Za-z_]\w*")


@cache
def known_names():
    """Every word in our code and data, and in the code of Django and Wagtail."""
    ours = (path for app in APPS for path in (ROOT / app).rglob("*"))
    files = [path for path in ours if path.suffix in (".py", ".csv", ".yaml")]
    files += [path for folder in LIBRARIES for path in folder.rglob("*.py")]
    texts = (path.read_text(encoding="utf-8", errors="ignore") for path in files)
    return {name for text in texts for name in NAME.findall(text)}


def is_known(name):
    if choice := re.fullmatch(r"get_(\w+)_display", name):
        return choice[1] in known_names()
    if right := re.fullmatch(r"(?:view|add|change|delete)_(\w+)", name):
        return right[1] in {word.lower() for word in known_names()}
    return name in known_names()


def attributes_read(text):
    for output_tag, variable in TAG.findall(COMMENT.sub("", text)):
        yield from ATTRIBUTE.findall(QUOTED.sub("", output_tag or variable))


def unknown_names(text):
    return {name for name in attributes_read(text) if not is_known(name)}


def test_every_attribute_a_template_reads_is_a_name_of_the_code():
    unknown = {str(path.relative_to(ROOT)): unknown_names(path.read_text()) for path in TEMPLATES}
    assert {path: names for path, names in unknown.items() if names} == {}


def test_a_renamed_attribute_is_noticed():
    text = "{% if level.fault_of_old %}{{ level.label }}{% endif %}{# level.gone #}"
    assert unknown_names(text) == {"fault_of_old"}
