"""Wagtail's locales, which are two and never change, without a query at every link."""

from wagtail.models import Locale

from core.minute_cache import MinuteCache


def locale_of(language_code: str) -> Locale | None:
    return _locales.get().get(language_code)


def language_of(locale_pk: int) -> str:
    """The language code of a locale; empty for one that does not exist."""
    codes = (code for code, locale in _locales.get().items() if locale.pk == locale_pk)
    return next(codes, "")


def _read_locales() -> dict[str, Locale]:
    return {locale.language_code: locale for locale in Locale.objects.all()}


_locales = MinuteCache(_read_locales, Locale)
