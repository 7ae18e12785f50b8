"""What a payment provider does for us, in this site's terms. A folder for each provider, named as
its `provider`, with a subclass of `Gateway` and its own pages, forms and labels (templates in
`templates/orders/payments/<provider>/`, scripts in `static/js/payments/`). A line in
`PAYMENT_GATEWAYS` makes the site know it, `PAYMENT_GATEWAY` chooses it for new payments.

Amounts are Decimal yuan with two places everywhere; a provider that counts in fen converts at its
own boundary with `to_fen` and `from_fen`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class GatewayError(Exception):
    """The provider did not do what we requested. `permanent`: the same request again is pointless;
    otherwise the outcome is unknown and must be queried again under the same key."""

    def __init__(self, message, *, permanent):
        super().__init__(message)
        self.permanent = permanent


class UnknownPaymentError(GatewayError):
    """The provider has no such object. Never because of a wrong key, which is not permanent."""

    def __init__(self, message):
        super().__init__(message, permanent=True)


class WebhookSignatureError(Exception):
    """A notification that does not come from the provider."""


class IntentStatus(StrEnum):
    OPEN = "open"
    SUCCEEDED = "succeeded"
    CLOSED = "closed"


class RefundStatus(StrEnum):
    DONE = "done"
    PENDING = "pending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What we want paid. `key`: the same for every repetition of this attempt."""

    key: str
    amount: Decimal
    currency: str
    group: str
    attempt: int
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """One try to pay, as the provider sees it now."""

    reference: str
    status: IntentStatus
    amount: Decimal
    currency: str
    group: str = ""  # what we wrote into it at the start
    attempt: int = 0
    secret: str = field(default="", repr=False)  # what the browser needs to pay
    transaction: str = ""  # the provider's number of the money itself
    payer_name: str = ""  # only where the provider knows who paid
    paid_at: datetime | None = None
    error: str = ""
    # kept for customs as they are: the request to the provider and its response
    raw_request: str = field(default="", repr=False)
    raw_response: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RefundResult:
    reference: str
    status: RefundStatus
    error: str = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """Something the provider tells us by itself. It only says where to look."""

    event_id: str
    kind: str
    reference: str  # of the intent; empty where the notification is about none
    payload: Mapping[str, Any]
    is_refund: bool = False
    refund_number: str = ""  # ours, where the notification is about a refund of ours


@dataclass(frozen=True, slots=True)
class Transaction:
    """Money that moved at the provider, for reconciliation. Refunds are negative."""

    reference: str  # of the intent
    amount: Decimal
    currency: str
    at: datetime
    refund_number: str = ""


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """What the payment page shows of a provider: `template`, with `context` as `form_context`."""

    template: str
    title: str | Promise
    context: Mapping[str, Any]
    scripts: tuple[str, ...] = ()  # URLs, in the sequence they are needed
    csp: Mapping[str, list[str]] | None = None  # lets a provider's own script in, on this page only


@dataclass(frozen=True, slots=True)
class ClerkPanel:
    """A provider's own part of the clerk's page, with `context` as `panel`."""

    template: str
    context: Mapping[str, Any]


class Gateway(ABC):
    """Each method up to `transactions` raises GatewayError and is never called inside a database
    transaction. Below it stands what the site's pages need to know; a provider overrides what is
    different with it."""

    provider: str
    urls = ""  # module with its own pages, included in the namespace `orders`
    has_webhook = True
    lists_refunds = True  # in `transactions`; else reconciliation can't look for them

    @abstractmethod
    def start(self, request: PaymentRequest) -> Intent: ...

    @abstractmethod
    def retrieve(self, reference: str) -> Intent: ...

    @abstractmethod
    def close(self, reference: str) -> Intent:
        """Make it unpayable; answers how it stands now, which may be succeeded."""

    @abstractmethod
    def refund(self, reference: str, amount: Decimal, *, number: str, reason: str) -> RefundResult:
        """Give `amount` of an intent back under our own `number`; repeating it with the same
        number gives nothing back twice."""

    @abstractmethod
    def verify_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notification:
        """Raises WebhookSignatureError."""

    @abstractmethod
    def transactions(self, since: datetime, until: datetime) -> Iterator[Transaction]: ...

    @abstractmethod
    def payment_form(self, request: Any, order: Any, start: Callable[[], Intent]) -> PaymentForm:
        """start: begins (or continues) an attempt, for a form that must show its reference."""

    def clerk_panel(self, query: str, submitted: Any = None) -> ClerkPanel | None:
        """query: a part of a reference; submitted: (pk, bound form) to be shown with its errors."""
        return None

    def needs_clerk(self, kind: str) -> bool:
        """Is a notification of this kind something that only a person can deal with?"""
        return False

    def is_refund_kind(self, kind: str) -> bool:
        """Is a notification of this kind about a refund?"""
        return False

    def event_label(self, kind: str) -> str | Promise:
        """The provider's own kinds of notifications for a clerk; "" where there is nothing to
        say."""
        return ""


def to_fen(amount: Decimal) -> int:
    """Yuan to whole fen; raises ValueError for a part of a fen."""
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{amount} yuan is not a whole number of fen")
    return int(fen)


def from_fen(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
