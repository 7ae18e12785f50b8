"""What a payment provider does for us, in our own words. One folder or file for each provider,
all of the shape of `Gateway`, chosen by dotted name in `PAYMENT_GATEWAY`.

Amounts are Decimal yuan with two places everywhere; a provider that counts in fen converts at its
own door with `to_fen` and `from_fen`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class GatewayError(Exception):
    """The provider did not do what we asked. `permanent`: asking again the same way is pointless;
    otherwise the outcome is unknown and must be asked again under the same key."""

    def __init__(self, message, *, permanent):
        super().__init__(message)
        self.permanent = permanent


class UnknownPaymentError(GatewayError):
    """The provider has no such object. Never because of a wrong key, which is not permanent."""

    def __init__(self, message):
        super().__init__(message, permanent=True)


class WebhookSignatureError(Exception):
    """A notice that does not come from the provider."""


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
    group: str = ""  # what we wrote into it when we asked
    attempt: int = 0
    secret: str = field(default="", repr=False)  # what the browser needs to pay
    transaction: str = ""  # the provider's number of the money itself
    payer_name: str = ""  # only where the provider knows who paid
    paid_at: datetime | None = None
    fault: str = ""
    # the provider's own words, kept for customs: what it was asked and what it answered
    asked: str = field(default="", repr=False)
    answered: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RefundResult:
    reference: str
    status: RefundStatus
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """Something the provider tells us by itself. It only says where to look."""

    event_id: str
    kind: str
    reference: str  # of the intent; empty where the notice is about none
    payload: Mapping[str, Any]
    is_refund: bool = False
    refund_number: str = ""  # ours, where the notice is about a refund of ours


@dataclass(frozen=True, slots=True)
class Transaction:
    """Money that moved at the provider, for reconciliation. Refunds are negative."""

    reference: str  # of the intent
    amount: Decimal
    currency: str
    at: datetime
    refund_number: str = ""


class Gateway(Protocol):
    """Each verb raises GatewayError. None is ever called inside a database transaction."""

    provider: str

    def start(self, ask: PaymentRequest) -> Intent: ...

    def retrieve(self, reference: str) -> Intent: ...

    def close(self, reference: str) -> Intent:
        """Make it unpayable; answers how it stands now, which may be succeeded."""

    def refund(self, reference: str, amount: Decimal, *, number: str, reason: str) -> RefundResult:
        """Give `amount` of an intent back under our own `number`; repeating it with the same
        number gives nothing back twice."""

    def verify_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notification:
        """Raises BadSignature."""

    def transactions(self, since: datetime, until: datetime) -> Iterator[Transaction]: ...


def to_fen(amount: Decimal) -> int:
    """Yuan to whole fen; raises ValueError for a part of a fen."""
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{amount} yuan is not a whole number of fen")
    return int(fen)


def from_fen(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
