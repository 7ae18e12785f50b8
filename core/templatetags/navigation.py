"""Where links lead: paths in the page's language, the page's translation, pages of a list."""

from django import template
from django.conf import settings
from django.db.models.signals import post_delete
from django.urls import translate_url
from django.utils import translation
from django.utils.safestring import mark_safe
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.language import language_prefix
from core.locales import locale_of
from core.minute_cache import KeyedMinuteCache

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


@register.simple_tag
def support_email():
    """Where people write to."""
    return settings.SUPPORT_EMAIL


@register.simple_tag(takes_context=True)
def current(context, where=""):
    """` aria-current="page"` if the visitor is below this path."""
    here = getattr(context.get("request"), "path", "")
    root = path(where)
    hit = here == root if not where else here.startswith(root)
    return mark_safe(' aria-current="page"') if hit else ""


@register.simple_tag(takes_context=True)
def language_url(context, code):
    """This page in another language; its front page where the page has no translation. Asked
    several times a page, found out once a request."""
    request = context.get("request")
    if request is None:
        return language_prefix(code)
    page = context.get("page")
    page = page if hasattr(page, "get_translation_or_none") else None
    known = request.__dict__.setdefault("_language_urls", {})
    key = page and page.pk, code
    if key not in known:
        known[key] = _language_url(page, request, code)
    return known[key]


def _language_url(page, request, code):
    if page is not None:
        return wagtail_translation_url(page, request, code)
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
    """The page's translation, and what this request asks below it; up to a minute old."""
    locale = locale_of(code)
    if locale is None:
        return language_prefix(code)
    own = locale.pk == page.locale_id
    translated = page if own else _translations.of((page.translation_key, locale.pk))
    url = translated.get_url(request) if translated is not None and translated.live else None
    return url + below(page, request) if url else language_prefix(code)


def _read_translation(key):
    translation_key, locale_pk = key
    return Page.objects.filter(translation_key=translation_key, locale=locale_pk).first()


# by signals of Wagtail's own, for a page of whatever model
_translations = KeyedMinuteCache(_read_translation)
for _signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(_translations.kept.changed)
post_delete.connect(_translations.kept.changed, sender=Page)


def below(page, request):
    """What follows a page's own path in this request: a hall, a session, their query."""
    own = page.get_url(request) or ""
    if own and request.path.startswith(own):
        return request.get_full_path()[len(own) :]
    return ""
