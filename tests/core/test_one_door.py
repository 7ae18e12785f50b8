"""One door: whatever a URL of ours or of a library's leads to, an anonymous user gets no further
than the pages listed here, and a password is taken at counted places only (OWASP ASVS 2.2.1,
4.1)."""

import re

import pytest
from django.test import Client
from django.urls import LocalePrefixPattern, URLResolver, get_resolver, reverse
from django.utils.regex_helper import normalize

from core.models import User
from tests.centers.factories import make_pick_up_center, make_sample, make_token
from tests.exhibitors.factories import make_member
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
CONVERTED = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
SAMPLES = {"int": "1", "slug": "some", "str": "some", "path": "a/b", "uuid": "0" * 32}

# Pages for everybody, by URL name or path; what their forms do is tested where they stand.
OPEN = {
    *(
        "healthz",
        "readyz",
        "robots.txt",
        "sitemap",
        "sitemap_section",
        "styleguide",
        "security_txt",
    ),
    *("goods", "suggest", "scan", "everything", "enquire", "exhibitors", "centers", "apply"),
    "verify_bundle",
    *("center", "exhibitor", "product", "related", "token_svg"),  # what is on show
    "regions",  # lists for the fields of an address
    *("cart", "orders", "sign_in", "sign_up", "reset_password", "reset_sent", "new_password"),
    "check_mail",
    # Wagtail's words and icons, and pages that say what to do next
    *("wagtailadmin_javascript_catalog", "wagtailadmin_sprite"),
    *("wagtailadmin_password_reset_done", "wagtailadmin_password_reset_complete"),
}


# Tried, and "not found" for an anonymous user; each with its reason, for else nothing was tried.
MISSING = {
    # another's: as if there were none
    *("order", "cancel", "evidence", "page_as_bought", "return"),
    *("pay", "pay_done", "pay_state"),
    *("metrics", "security_txt", "styleguide"),  # off by these settings
    # by a secret in the address, which only an e-mail, a receipt or the payment firm's page has
    *("link", "enquiry", "saved_stop", "pay_return", "as_bought"),
    # of texts, files and restrictions that editors make, of which the seed has none
    *("notice", "media/1", "wagtaildocs_serve"),
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "documents/authenticate_with_password/<int:restriction_id>/",
    *("wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"),
}


def templates(patterns=None, prefix=""):
    """(name, path with its parameters) of every view of the URLconf, libraries' included."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        own = "" if isinstance(each.pattern, LocalePrefixPattern) else str(each.pattern)
        if isinstance(each, URLResolver):
            yield from templates(each.url_patterns, prefix + own)
            continue
        if getattr(each.pattern, "_regex", None):
            (template, names), *_ = normalize(own)
            own = template % dict.fromkeys(names, "1")
        yield each.name or own, prefix + own


def paths(values):
    """(name, path) of every view, its parameters and its parents' filled in.

    values: by parameter, or by an address's first part and the parameter; else a sample."""
    for name, template in sorted(set(templates())):
        first = template.partition("/")[0]

        def fill(match, first=first):
            parameter, sample = match["name"], SAMPLES[match["converter"] or "str"]
            return str(values.get((first, parameter), values.get(parameter, sample)))

        yield name, CONVERTED.sub(fill, template)


@pytest.fixture
def anonymous(site):
    return Client(raise_request_exception=False)


@pytest.fixture
def values(site):
    """Real rows, by the parameter that names them: a page that is not there is closed to nobody."""
    order = make_order(paid=True)
    line = order.lines.get()
    product, center = line.variant.product, make_pick_up_center()
    owner = make_member(order.exhibitor)
    return {
        ("desk", "slug"): order.exhibitor.slug,
        ("exhibitors", "slug"): order.exhibitor.slug,
        ("goods", "slug"): product.slug,
        ("desk", "pk"): product.pk,
        ("desk", "variant"): line.variant.pk,
        ("centers", "slug"): center.slug,
        ("counter", "slug"): center.slug,
        ("halls", "slug"): site.halls.first().slug,
        ("q", "value"): make_token(make_sample(line.variant)).value,
        ("payments", "slug"): "stripe",
        "number": order.number,
        "line": line.pk,
        "page_id": site.pk,
        "user_pk": owner.pk,
        "code": "410100",
        "section": "pages",  # of the sitemap
    }


def test_parameters_of_parents_are_filled_in_as_well(values):
    assert [path for _, path in paths(values) if "<" in path or ">" in path] == []


@pytest.mark.slow("tries every path of the site")
def test_every_view_is_for_everybody_or_closed_to_anonymous_users(anonymous, values):
    answers = [(name, path, anonymous.get(f"/{path}").status_code) for name, path in paths(values)]

    opened = {path: name for name, path, status in answers if status == 200 and name not in OPEN}
    missing = {name for name, _, status in answers if status == 404}
    crashed = {path: name for name, path, status in answers if status == 500}
    assert (opened, missing, crashed) == ({}, MISSING, {})


@pytest.mark.slow("tries every path of the site")
def test_every_path_that_takes_a_password_counts_the_tries(anonymous, values, wall_of_tries):
    """31 guesses at a clerk's password opened the clearance by Wagtail's own sign-in page."""
    clerk = User.objects.get(email="clerk@expo.test")
    clerk.set_password("right horse")
    clerk.save()
    wanted = {"login": clerk.email, "username": clerk.email, "password": "right horse"}
    for name, path in paths(values):
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
