"""The look's own words: icons, flags, paths in the page's language, money as people read it."""

import re
from decimal import Decimal
from functools import lru_cache

from django import forms, template
from django.templatetags.static import static
from django.urls import translate_url
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.models import Locale

from core.language import language_prefix

register = template.Library()

# The flags drawn in static/img/sprite.svg; any other origin gets the neutral one.
DRAWN_FLAGS = frozenset(
    re.findall(
        r"\w\w",
        "ar at au be bg br ca ch cl cn co cz de dk ec ee es et fi fr gb gr hr hu id ie il in is it"
        " jp ke kr lk lt lu lv mx my nl no nz pe ph pl pt ro ru se sg si sk th tr ua us vn za",
    )
)
HTML_LANGUAGES = {"zh-hans": "zh-Hans"}


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name, label=""):
    """An icon of the sprite; with a label it speaks, without one it is decoration."""
    if label:
        return format_html(
            '<svg class="ico" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>',
            label,
            static("img/sprite.svg"),
            name,
        )
    return format_html(
        '<svg class="ico" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        static("img/sprite.svg"),
        name,
    )


@register.simple_tag
@lru_cache(maxsize=500)
def flag(code):
    """The flag of an alpha-2 country code; a neutral sheet where none is drawn."""
    code = str(code or "").lower()
    return format_html(
        '<svg aria-hidden="true" viewBox="0 0 18 12"><use href="{}#f-{}"/></svg>',
        static("img/sprite.svg"),
        code if code in DRAWN_FLAGS else "xx",
    )


@register.simple_tag
def swatch(letter):
    """Colour and pattern of a pavilion (A to F), 28 px square."""
    letter = str(letter or "F").upper()[:1]
    return format_html(
        '<svg class="sw pav-{}" viewBox="0 0 28 28" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true">'
        '<use href="{}#pav-{}"/></svg>',
        letter,
        static("img/sprite.svg"),
        letter.lower(),
    )


@register.simple_tag
def html_lang(code=None):
    """The language as HTML names it: zh-Hans, en."""
    code = code or translation.get_language() or "zh-hans"
    return HTML_LANGUAGES.get(code, code)


@register.simple_tag
def path(where=""):
    """A path of the site in the page's language: `goods/` is /goods/ or /en/goods/."""
    return language_prefix(translation.get_language()) + where.lstrip("/")


@register.simple_tag(takes_context=True)
def current(context, where=""):
    """` aria-current="page"` if the visitor is below this path."""
    here = getattr(context.get("request"), "path", "")
    root = path(where)
    hit = here == root if not where else here.startswith(root)
    return mark_safe(' aria-current="page"') if hit else ""


@register.simple_tag(takes_context=True)
def language_url(context, code):
    """This page in another language; its front page where the page has no translation."""
    request = context.get("request")
    if request is None:
        return language_prefix(code)
    if hasattr(context.get("page"), "get_translation_or_none"):
        return wagtail_translation_url(context["page"], request, code)
    here = request.get_full_path()
    there = translate_url(here, code)
    if there == here and not on_language(request.path, code):
        return language_prefix(code)
    return there


@register.filter
def yuan(amount):
    """Decimal yuan as `1,234.50`; an empty string for None."""
    if amount is None or amount == "":
        return ""
    return f"{Decimal(amount):,.2f}"


def on_language(here, code):
    return translation.get_language_from_path(here) == code or (
        language_prefix(code) == "/" and translation.get_language_from_path(here) is None
    )


def wagtail_translation_url(page, request, code):
    """The page's twin, and what this request asks below it; looked up once a request."""
    known = request.__dict__.setdefault("_twin_urls", {})
    if (page.pk, code) not in known:
        locale = Locale.objects.filter(language_code=code).first()
        twin = page if locale and page.locale_id == locale.pk else None
        if twin is None and locale is not None:
            twin = page.get_translation_or_none(locale)
        url = twin.get_url(request) if twin is not None and twin.live else None
        known[page.pk, code] = url + below(page, request) if url else language_prefix(code)
    return known[page.pk, code]


def below(page, request):
    """What follows a page's own path in this request: a hall, a session, their query."""
    own = page.get_url(request) or ""
    if own and request.path.startswith(own):
        return request.get_full_path()[len(own) :]
    return ""


@register.filter
def elided(page):
    """Page numbers with the long middle left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def widget_kind(field):
    """How components/field.html lays a field out: check, choices or line."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "line"


@register.filter
def control(field):
    """The field's widget dressed as an input of the site; checkboxes dress themselves."""
    if widget_kind(field) != "line":
        return field.as_widget()
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"input {own}".strip()})


@register.filter
def split_words(text):
    """The words of a string as a list."""
    return text.split()
