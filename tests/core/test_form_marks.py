"""A form says which fields must be filled in, and speaks of errors in the page's own language."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from catalog.models import Product
from exhibitors.desk.forms import DraftForm
from exhibitors.models import BoothPage

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
FORM = re.compile(
    r"<form\b(?P<head>[^>{]*(?:\{%.*?%\}[^>{]*|\{\{.*?\}\}[^>{]*)*)>(?P<body>.*?)</form>", re.S
)
DRAWN = re.compile(r"\{% (?:field|form_fields|consent) ")
# staff's: their views show no form again
ELSEWHERE = {"orders/payments/manual/clerk_panel.html"}
ALONE = {"scan-photo", "scan-number"}  # the only field of a form that is nothing but it


class Everything(forms.Form):
    name = forms.CharField()
    note = forms.CharField(required=False)
    agreed = forms.BooleanField()
    news = forms.BooleanField(required=False)
    kinds = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)


def marks(form, language="en"):
    """What stands beside each field's label."""
    with translation.override(language):
        template = Template("{% load forms %}{% for field in form %}{% field field %}|{% endfor %}")
        drawn = template.render(Context({"form": form})).split("|")
    return {
        name: re.findall(r"<em>(.*?)</em>", html)
        for name, html in zip(form.fields, drawn, strict=False)
    }


def test_what_must_be_filled_in_is_marked_and_what_need_not_be():
    assert marks(Everything()) == {
        "name": ["required"],
        "note": ["optional"],
        "agreed": ["required"],
        "news": [],
        "kinds": ["required"],
    }
    assert marks(Everything(), "zh-hans")["name"] == ["必填"]


def test_what_a_form_drawn_by_hand_requires_is_marked_too():
    """Staff's forms asked for a reason, an address or a day with no word that it is needed."""
    bare = [
        (template.name, place)
        for template in TEMPLATES
        for html in [template.read_text("utf-8")]
        for place in unmarked_labels(html)
        if place not in ALONE and is_required(html, place)
    ]
    assert bare == []


def unmarked_labels(html):
    labels = re.findall(r'<label class="lab"\s+for="([^"]+)">(.*?)</label>', html, re.S)
    return [place for place, words in labels if "<em>" not in words]


def is_required(html, place):
    field = re.search(rf'<(?:input|textarea|select)\b[^<]*id="{re.escape(place)}"[^<]*', html)
    return field is not None and re.search(r"\brequired\b", field[0]) is not None


@pytest.mark.django_db  # a new page asks for its content type
@pytest.mark.parametrize("model", [BoothPage, Product])
def test_a_draft_s_form_marks_what_its_review_will_ask_for(model):
    form = DraftForm.of(model())
    marked = {name for name, words in marks(form).items() if words == ["required for review"]}
    needed = {name for name in model.needed_for_review if not form.fields[name].required}
    assert marked == needed
    complete = {name: "x" for name in model.needed_for_review}
    empty = model().errors_for_review()
    assert len(model(**complete).errors_for_review()) < len(empty)


def test_no_form_leaves_its_errors_to_the_browser():
    """A browser speaks its own language, not the page's."""
    left = []
    for path in TEMPLATES:
        name = str(path.relative_to(Path(settings.BASE_DIR) / "templates"))
        for form in FORM.finditer(path.read_text("utf-8")):
            posts = 'method="post"' in form["head"]
            if posts and DRAWN.search(form["body"]) and "novalidate" not in form["head"]:
                left.append(name)
    assert set(left) - ELSEWHERE == set()
