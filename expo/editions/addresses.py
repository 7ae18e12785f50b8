"""The web address of an edition: a word of Latin letters and digits right below the home page."""

import re

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.models import Page

from expo.pages.home import HomePage

PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_LENGTH = 40


def is_well_formed(slug):
    return len(slug) <= MAX_LENGTH and PATTERN.fullmatch(slug) is not None


def is_free(slug):
    """Neither a page's below any home page, nor one that the site itself answers at."""
    homes = Page.objects.filter(pk__in=HomePage.objects.values("pk"))
    paths = [home.path for home in homes]
    taken = Page.objects.filter(slug=slug, depth=3)
    if any(page.path.startswith(tuple(paths)) for page in taken):
        return False
    return not is_reserved(slug)


def is_reserved(slug):
    """Pages stand behind all other addresses (`/goods/`, `/apply/`) and languages (`/en/`)."""
    if slug in dict(settings.LANGUAGES):
        return True
    # addresses without a language are those of the first, whatever the organizer reads
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve(f"/{slug}/").url_name != "wagtail_serve"
        except Resolver404:
            return False


def proposed(starts_on):
    """The year; where that is taken, with a number."""
    year = str(starts_on.year)
    candidates = (year if n == 1 else f"{year}-{n}" for n in range(1, 100))
    return next((slug for slug in candidates if is_free(slug)), "")
