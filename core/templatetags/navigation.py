"""Where links lead: paths in the page's language, the page's translation, pages of a list."""

from django import template
from django.urls import translate_url
from django.utils import translation
from django.utils.safestring import mark_safe
from wagtail.models import Locale

from core.language import language_prefix

register = template.Library()
HTML_LANGUAGES = {"zh-hans": "zh-Hans"}


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
def elided(page):
    """Page numbers with the long middle left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page_obj):
    """Pages of a list; keeps the rest of the query string. page_obj: of Django's Paginator."""
    return {"request": context["request"], "page_obj": page_obj}


def on_language(here, code):
    return translation.get_language_from_path(here) == code or (
        language_prefix(code) == "/" and translation.get_language_from_path(here) is None
    )


def wagtail_translation_url(page, request, code):
    """The page's translation, and what this request asks below it; looked up once a request."""
    known = request.__dict__.setdefault("_translation_urls", {})
    if (page.pk, code) not in known:
        locale = Locale.objects.filter(language_code=code).first()
        translated = page if locale and page.locale_id == locale.pk else None
        if translated is None and locale is not None:
            translated = page.get_translation_or_none(locale)
        url = translated.get_url(request) if translated is not None and translated.live else None
        known[page.pk, code] = url + below(page, request) if url else language_prefix(code)
    return known[page.pk, code]


def below(page, request):
    """What follows a page's own path in this request: a hall, a session, their query."""
    own = page.get_url(request) or ""
    if own and request.path.startswith(own):
        return request.get_full_path()[len(own) :]
    return ""
