from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from expo import navigation


def site(request):
    """What every page's frame may ask for; each computed only when a template uses it."""
    return {
        "edition": SimpleLazyObject(navigation.current_edition),
        "site_url": settings.SITE_URL,
        "nav": SimpleLazyObject(navigation.places),
        "cart_count": SimpleLazyObject(lambda: cart_count(request)),
    }


def cart_count(request):
    """How many pieces lie in the visitor's cart; the room of orders is asked by its dotted name."""
    if not settings.CART_COUNTER:
        return 0
    return import_string(settings.CART_COUNTER)(request)
