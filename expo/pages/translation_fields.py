"""Fields that are not translated."""

from wagtail_localize.fields import SynchronizedField

# A page has one address in both languages (`/info/terms/`, `/en/info/terms/`). Left to translators,
# no translation would ever count as complete.
SAME_ADDRESS = SynchronizedField("slug", overridable=False)
