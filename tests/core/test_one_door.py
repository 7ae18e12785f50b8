"""One door: whatever a URL of ours or of a library's leads to, an anonymous user gets no further
than the pages listed here, and a password is taken at counted places only (OWASP ASVS 2.2.1,
4.1)."""

import re

import pytest
from django.test import Client
from django.urls import LocalePrefixPattern, URLResolver, get_resolver, reverse
from django.utils.regex_helper import normalize

from core.models import User

pytestmark = pytest.mark.django_db
CONVERTED = re.compile(r"<(?:(\w+):)?\w+>")
SAMPLES = {"int": "1", "slug": "some", "str": "some", "path": "a/b", "uuid": "0" * 32}

# Pages for everybody, by URL name or path; what their forms do is tested where they stand.
OPEN = {
    *("healthz", "readyz", "robots.txt", "sitemap", "styleguide", "security_txt"),
    *("goods", "suggest", "scan", "everything", "enquire", "exhibitors", "centers", "apply"),
    "verify_bundle",
    *("cart", "orders", "sign_in", "sign_up", "reset_password", "reset_sent", "new_password"),
    "check_mail",
    # Wagtail's words and icons, and pages that say what to do next
    *("wagtailadmin_javascript_catalog", "wagtailadmin_sprite"),
    *("wagtailadmin_password_reset_done", "wagtailadmin_password_reset_complete"),
}


def paths(patterns=None, prefix=""):
    """(name, sample path) of every view of the URLconf, libraries' included."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        own = "" if isinstance(each.pattern, LocalePrefixPattern) else str(each.pattern)
        if isinstance(each, URLResolver):
            yield from paths(each.url_patterns, prefix + own)
            continue
        if getattr(each.pattern, "_regex", None):
            (template, names), *_ = normalize(own)
            own = template % dict.fromkeys(names, "1")
        yield each.name or own, prefix + CONVERTED.sub(lambda m: SAMPLES[m[1] or "str"], own)


@pytest.fixture
def anonymous(site):
    return Client(raise_request_exception=False)


def test_every_view_is_for_everybody_or_closed_to_anonymous_users(anonymous):
    opened = {
        name: path
        for name, path in sorted(set(paths()))
        if anonymous.get(f"/{path}").status_code == 200 and name not in OPEN
    }
    assert opened == {}


@pytest.mark.slow("tries every path of the site")
def test_every_path_that_takes_a_password_counts_the_tries(anonymous, settings, wall_of_tries):
    """31 guesses at a clerk's password opened the clearance by Wagtail's own sign-in page."""
    clerk = User.objects.get(email="clerk@expo.test")
    clerk.set_password("right horse")
    clerk.save()
    wanted = {"login": clerk.email, "username": clerk.email, "password": "right horse"}
    for name, path in sorted(set(paths())):
        anonymous.post(f"/{path}", wanted)
        assert "_auth_user_id" not in anonymous.session, (name, path)


@pytest.mark.parametrize(
    "path",
    ["/_util/login/", "/en/_util/login/", "/admin/login/", "/admin/password_reset/confirm/a/b/"],
)
def test_the_sign_in_pages_of_libraries_lead_to_ours(anonymous, path):
    response = anonymous.post(path, {"username": "clerk@expo.test", "password": "right horse"})
    assert response.status_code == 302
    assert response.url.startswith(
        (reverse("accounts:sign_in"), reverse("accounts:reset_password"))
    )


@pytest.fixture
def wall_of_tries(settings):
    """This visitor's network has used its tries up."""
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {
        scope: (0 if scope == "sign_in" else 10_000, seconds)
        for scope, (_, seconds) in settings.RATE_LIMITS.items()
    }
