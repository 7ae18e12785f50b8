from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.system.figures import Figure, age
from orders.models import GatewayEvent, OrderEmail, PaymentAttempt, Refund


def figures():
    open_payments = PaymentAttempt.objects.unsettled().aggregate(
        n=Count("pk"), at=Min("created_at")
    )
    refunds = Refund.objects.due(timezone.now()).aggregate(n=Count("pk"), at=Min("requested_at"))
    emails = OrderEmail.objects.pending().aggregate(n=Count("pk"), at=Min("created_at"))
    return [
        Figure("payments_open", _("Open payments"), open_payments["n"]),
        Figure("payments_open_age_seconds", _("Oldest open payment"), age(open_payments["at"])),
        Figure("refunds_due", _("Refunds to be sent"), refunds["n"]),
        Figure("refunds_due_age_seconds", _("Oldest refund to be sent"), age(refunds["at"])),
        Figure(
            "payment_notices_for_a_person",
            _("Notifications that need a person"),
            GatewayEvent.objects.needing_a_person().count(),
        ),
        Figure("order_emails_waiting", _("E-mails waiting"), emails["n"]),
        Figure("order_emails_age_seconds", _("Oldest e-mail waiting"), age(emails["at"])),
    ]
