"""Buttons of an edition in Wagtail's page listing and editor, and of the home page whose children
the editions are."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, ListingButton

from expo.pages.edition import EditionPage
from expo.pages.home import HomePage

PERMISSION = "expo.open_editionpage"


def in_listing(page, user, next_url=None):
    return [ListingButton(label, **values) for label, values in buttons_of(page, user)]


def in_header(page, user, next_url=None, view_name=""):
    return [Button(label, **values) for label, values in buttons_of(page, user)]


def buttons_of(page, user):
    """(label, keyword arguments) of each."""
    kind = page.cached_content_type.model_class() if page.pk else None
    if kind not in (EditionPage, HomePage) or not user.has_perm(PERMISSION):
        return
    url, label = reverse("next_edition"), _("Open the next edition")
    if kind is HomePage:
        yield label, {"url": url, "icon_name": "copy", "priority": 60}
        return
    owner = page.specific.edition
    yield label, {"url": f"{url}?source={owner.pk}", "icon_name": "copy", "priority": 60}
    home = reverse("home_edition", args=[owner.pk])
    yield _("Show on the home page"), {"url": home, "icon_name": "home", "priority": 61}
