"""What a buyer does in Stripe's own form, done to the fake server instead, which has no form."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from orders.payments.attempts import start_payment
from orders.payments.base import GatewayError, PaymentForm
from orders.payments.stripe.client import client, translated_errors

GOOD_CARD, BAD_CARD = "pm_card_visa", "pm_card_chargeCustomerFail"
CHOICES = [  # besides simply paying
    ("decline", _("Card declined"), _("The card is declined; the buyer may try again.")),
    ("twice", _("Pay twice"), _("Two windows, both paid: one payment is refunded automatically.")),
    (
        "leave",
        _("Pay and never return"),
        _("The buyer pays and closes the window; the site finds out by itself."),
    ),
]


def payment_form():
    return PaymentForm(
        template="orders/payments/stripe/fake_form.html",
        title=_("Test payment"),
        context={"choices": CHOICES},
    )


def act(group, choice):
    """Play `pay` or one of CHOICES for a checkout. Raises OrderActionError, GatewayError."""
    _attempt, intent = start_payment(group)
    if choice == "twice":
        _second, other = start_payment(group, fresh=True)
        confirm(intent.reference, GOOD_CARD)
        confirm(other.reference, GOOD_CARD)
    else:
        confirm(intent.reference, BAD_CARD if choice == "decline" else GOOD_CARD)


def confirm(reference, card):
    """Type `card` and press the button. A declined card, or a second press, is no error here: how
    the intent stands is known by a query."""
    if not settings.STRIPE_IS_FAKE:
        raise GatewayError("the test form drives the stand-in only", permanent=True)
    intents = client().v1.payment_intents
    try:
        with translated_errors():
            intents.update(reference, {"payment_method": card})
            intents.confirm(reference)
    except GatewayError as error:
        if not error.permanent:
            raise
