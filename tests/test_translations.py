"""Chinese is the site's first language: an untranslated string is a visible defect."""

import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.conf import settings

from tests.translatable_strings import (
    APPS,
    ROOT,
    Message,
    in_python,
    in_template,
    in_yaml,
    messages,
)

# those that Django reads: a file that lies elsewhere helps no visitor
FOLDERS = (*map(Path, settings.LOCALE_PATHS), *(ROOT / app / "locale" for app in APPS))
CATALOGUES = [
    path for folder in FOLDERS if (path := folder / "zh_Hans/LC_MESSAGES/django.po").exists()
]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def translated():
    """(context, msgid) of every entry of our catalogues that has a translation."""
    entries = {}
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            texts = entry.msgstr or (all(entry.msgstr_plural.values()) and entry.msgstr_plural)
            if texts and not entry.fuzzy and not entry.obsolete:
                entries[entry.msgctxt or "", entry.msgid] = entry
    return entries


def test_every_string_of_the_site_is_in_chinese():
    have = translated()
    missing = {m.key: m.place for m in messages() if m.msgid and m.key not in have}
    assert missing == {}


def test_no_two_apps_translate_one_string_differently():
    """Django merges the catalogues, the lowest app's translation wins everywhere: where a word
    means two things, give it a context."""
    used = {message.key for message in messages()}
    translations, clashes = {}, {}
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            key = (entry.msgctxt or "", entry.msgid)
            text = entry.msgstr or entry.msgstr_plural
            if key in used and translations.setdefault(key, text) != text:
                clashes[key] = (translations[key], text, str(path.relative_to(ROOT)))
    assert clashes == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_chinese_keeps_every_placeholder(path):
    for entry in polib.pofile(str(path)):
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for texts in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert set(PLACEHOLDER.findall(texts)) <= wanted, entry.msgid
            if "%(" in entry.msgid:
                assert set(PLACEHOLDER.findall(texts)) >= wanted - {"%(n)s"}, entry.msgid


def test_the_extractor_sees_calls_tags_and_marked_texts():
    assert in_yaml('a: !_ Seven\nb: [!_menu "Eight: nine", ten]', "a.yaml") == [
        Message("Seven", place="a.yaml:1"),
        Message("Eight: nine", context="menu", place="a.yaml:2"),
    ]
    python = 'x = _("One")\nngettext("%(n)s two", "%(n)s twos", n)\npgettext("menu", "Three")'
    template = (
        '{% load i18n %}{% translate "Four" context "menu" as x %}{{ a|default:_("Five") }}'
        "{% blocktranslate trimmed count n=x %}{{ n }} six{% plural %}{{ n }} sixes"
        "{% endblocktranslate %}"
    )
    assert list(in_python(python, "a.py")) == [
        Message("One", place="a.py:1"),
        Message("%(n)s two", "%(n)s twos", place="a.py:2"),
        Message("Three", context="menu", place="a.py:3"),
    ]
    assert list(in_template(template, "a.html")) == [
        Message("Four", context="menu", place="a.html:1"),
        Message("Five", place="a.html:1"),
        Message("%(n)s six", "%(n)s sixes", place="a.html:1"),
    ]


# Strings of Wagtail's own pages that ours may replace there: they fit both places.
SHARED_WITH_WAGTAIL = {
    "Account",
    "All",
    "Approve",
    "Approved",
    "Choose an image",
    "Created",
    "Download CSV",
    "Filter",
    "Filters",
    "Loading",
    "Name",
    "Next",
    "Origin",
    "Previous",
    "Rejected",
    "Save draft",
    "Sort by",
    "Summary",
    "This field is required.",
    "To",
    "Updated",
    "live",
    "name",
    "owner",
}


def test_our_translations_do_not_replace_wagtails():
    """A word of ours stands in Wagtail's menus too ("Pages" once read 分页 there): where it means
    something else, give it a context."""
    folder = Path(wagtail.__file__).parent
    wagtails = {}
    for path in folder.glob("**/locale/zh_Hans/LC_MESSAGES/django.mo"):
        for entry in polib.mofile(str(path)):
            if entry.msgstr and not entry.msgctxt:
                wagtails.setdefault(entry.msgid, set()).add(entry.msgstr)
    own_translations = {
        msgid: entry.msgstr for (context, msgid), entry in translated().items() if not context
    }
    replaced = {
        msgid
        for msgid, text in own_translations.items()
        if msgid in wagtails and text not in wagtails[msgid] and msgid not in SHARED_WITH_WAGTAIL
    }
    assert replaced == set()
