"""E-mails to the buyer about an order's events, written in the action's transaction and sent by a
task: no error of the mail server reaches an order (trap 12).

Such an event is a *turn* here, named by its template `orders/emails/<turn>.txt`: subject on the
first line, then the text."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.background.enqueue import enqueue_on_commit
from core.mail import outbox as outgoing
from orders.models import Order, OrderEmail, OrderGroup

_silent = ContextVar("no e-mails are written", default=False)


@contextmanager
def emails_suppressed():
    """Actions in here write no e-mail: those of the demo, which no buyer has done."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def write_email(order_or_group, turn, *, again="", **data):
    """Leave an e-mail for the buyer of an order or of a whole checkout, in the caller's
    transaction.

    turn: placed, expired, paid, sent, rejected, released, shipped, cancelled, refunded, …;
    again: tells a repeated turn from the one before, such as a refund's number;
    data: JSON for the template. Without an address nothing is written."""
    write_emails([order_or_group], turn, again=again, **data)


def write_emails(orders, turn, *, again="", **data):
    """`write_email` for several orders that take the same turn at once."""
    written = [_email(order, turn, again, data) for order in orders if _address(order)]
    if not written or _silent.get():
        return
    # the unique key makes a repeated turn one e-mail (trap 12)
    OrderEmail.objects.bulk_create(written, ignore_conflicts=True)
    enqueue_on_commit("orders.send_emails")


def _address(order_or_group):
    group = _group(order_or_group)
    return group.email or (group.user.email if group.user_id else "")


def _group(order_or_group):
    return order_or_group if isinstance(order_or_group, OrderGroup) else order_or_group.group


def _email(order_or_group, turn, again, data):
    group = _group(order_or_group)
    if order_or_group is group:
        subject, data = f"group {group.pk}", {"group": group.pk, **data}
    else:
        subject, data = order_or_group.number, {"order": order_or_group.number, **data}
    return OrderEmail(
        key=f"{subject}:{turn}:{again}" if again else f"{subject}:{turn}",
        to=_address(order_or_group),
        language=group.language,
        template=turn,
        data=data,
    )


def send_waiting(limit=50):
    """Send what waits; the number of e-mails sent."""
    return outgoing.send_pending(OrderEmail, _deliver, limit)


def _deliver(mail):
    subject, text = render_email(mail)
    EmailMessage(
        subject, text, settings.DEFAULT_FROM_EMAIL, [mail.to], reply_to=[settings.SUPPORT_EMAIL]
    ).send()


def render_email(mail):
    """(subject, text) in the buyer's language."""
    # the language of the checkout, not of the worker
    with translation.override(mail.language):
        text = render_to_string(f"orders/emails/{mail.template}.txt", _context(mail))
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def _context(mail):
    if "group" in mail.data:
        group = OrderGroup.objects.get(pk=mail.data["group"])
        orders = list(group.orders.select_related("exhibitor", "pickup").order_by("pk"))
    else:
        orders = [Order.objects.select_related("group", "exhibitor").get(number=mail.data["order"])]
        group = orders[0].group
    return {
        **mail.data,
        "group": group,
        "orders": orders,
        "order": orders[0],
        "some_picked_up": len({hasattr(order, "pickup") for order in orders}) == 2,
        "link": order_link(orders[0], group),
        "site_url": settings.SITE_URL,
    }


def order_link(order, group):
    """The order's address in an e-mail; with the access key, a guest's only access."""
    url = settings.SITE_URL + reverse("orders:order", args=[order.number])
    # an account's orders need a sign-in: its e-mails carry no key that could be forwarded
    return url if group.user_id else f"{url}?key={group.access_key}"
