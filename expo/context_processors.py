from django.conf import settings
from django.utils.functional import SimpleLazyObject

from expo import navigation
from expo.pages.home import current_edition


def site(request):
    """What every page's frame may ask for; each computed only when a template uses it."""
    return {
        "edition": SimpleLazyObject(current_edition),
        "site_url": settings.SITE_URL,
        "nav": SimpleLazyObject(navigation.frame_links),
    }
