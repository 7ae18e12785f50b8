"""What waits in an outbox of e-mails, for the app whose outbox it is."""

from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from core.system.figures import Figure, age


def outbox_figures(name, emails):
    """name: of the app's e-mails in metrics, such as `order_emails`; emails: their manager."""
    pending = emails.pending().aggregate(n=Count("pk"), at=Min("created_at"))
    yield Figure(f"{name}_waiting", _("E-mails waiting"), pending["n"])
    yield Figure(f"{name}_age_seconds", _("Oldest e-mail waiting"), age(pending["at"]))
