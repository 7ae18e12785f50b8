"""Fields that are not translated."""

from wagtail_localize.fields import SynchronizedField


def not_translated(*names):
    """Fields that every translation takes from the page in the site's first language."""
    return [SynchronizedField(name, overridable=False) for name in names]


# A page has one address in both languages (`/info/terms/`, `/en/info/terms/`). Left to translators,
# no translation would ever count as complete.
(SAME_ADDRESS,) = not_translated("slug")
