from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from centers import availability
from centers.admin.choosers import variant_chooser
from centers.admin.revocation import RevokeCodes, revocation_url
from centers.admin.viewsets import CentersGroup
from centers.models import DisplayCenter, Shelf, Token
from centers.sitemap import CenterSitemap

register_snippet(CentersGroup)


@hooks.register("register_admin_viewset")
def variant_choosers():
    return variant_chooser


@hooks.register("register_snippet_listing_buttons")
def print_labels(snippet, user, next_url=None):
    """The labels of a whole center, or of one shelf."""
    if isinstance(snippet, DisplayCenter):
        url = reverse("centers:labels", args=[snippet.slug])
    elif isinstance(snippet, Shelf):
        url = reverse("centers:labels", args=[snippet.center.slug]) + f"?shelf={snippet.pk}"
    else:
        return
    yield Button(_("Print labels"), url, icon_name="download", priority=15)


@hooks.register("register_snippet_listing_buttons")
def revoke_code(snippet, user, next_url=None):
    if (
        isinstance(snippet, Token)
        and snippet.revoked_at is None
        and user.has_perm("centers.change_token")
    ):
        url = revocation_url(snippet, next_url)
        yield Button(pgettext("QR code", "Withdraw"), url, icon_name="cross", priority=15)


hooks.register("register_bulk_action", RevokeCodes)
hooks.register("display_center_names", availability.short_names)
hooks.register("works_here", DisplayCenter.objects.has_on_staff)


@hooks.register("sitemaps", order=20)
def centers_sitemap():
    return {"centers": CenterSitemap}
