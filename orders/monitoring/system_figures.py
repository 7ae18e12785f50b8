from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Heartbeat
from core.system.figures import Figure, age
from core.system.outbox_figures import outbox_figures
from orders.models import GatewayEvent, OrderEmail, PaymentAttempt, Refund
from orders.payments.reachability import ANSWERED, UNREACHABLE


def figures():
    open_payments = PaymentAttempt.objects.unsettled().aggregate(
        n=Count("pk"), at=Min("created_at")
    )
    refunds = Refund.objects.due(timezone.now()).aggregate(n=Count("pk"), at=Min("requested_at"))
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
        *provider(),
        *outbox_figures("order_emails", OrderEmail.objects),
    ]


def provider():
    """What calls and notifications of the payment provider have left: nothing is asked of it."""
    beats = Heartbeat.objects.filter(name__in=[ANSWERED, UNREACHABLE])
    moments = dict(beats.values_list("name", "at"))
    if at := moments.get(ANSWERED):
        label = _("Payment provider's last answer")
        yield Figure("payment_provider_answer_age_seconds", label, age(at))
    if at := moments.get(UNREACHABLE):
        label = _("Payment provider last out of reach")
        yield Figure("payment_provider_error_age_seconds", label, age(at))
    last = GatewayEvent.objects.order_by("-pk").values_list("provider", "received_at").first()
    if last:
        label = _("Last notification of a payment")
        yield Figure("payment_notice_age_seconds", label, age(last[1]), of=last[0])
