"""Every document as a row: which way the goods go, whose it is, how it leaves, what it follows, and
by what its receipts are told apart. Preparing, sending, applying and sending again work from
here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Q

from catalog.models.zone import Direction
from clearance.documents import keys
from clearance.documents.changes import (
    arrival_content,
    cancellation_content,
    return_content,
    signed_content,
)
from clearance.documents.departures import (
    departure_content,
    master_list_content,
    site_arrival_content,
)
from clearance.documents.export_returns import export_return_content, tally_content
from clearance.documents.exports import (
    export_cancellation_content,
    export_list_content,
    export_order_content,
    export_waybill_content,
    money_content,
    summary_content,
)
from clearance.documents.order import order_content
from clearance.documents.requests import list_content, payment_content, waybill_content
from clearance.models import Message, Role
from orders.models import Order

K = Message.Kind


class When(Enum):
    """What brings a document about."""

    PAID = "with the paid order"
    FOLLOWS = "once customs has accepted what it follows"
    ASKED = "when somebody or something asks for it"


STORED = frozenset({"stored", "concluded"})  # 120, 399
RELEASED = frozenset({"released", "closed"})  # 800, 899
CONCLUDED = frozenset({"concluded", "cancelled"})  # 399, 430


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """role: whose document it is (R-DOC-1); own: it leaves as our own XML, else the role's firm is
    asked by JSON and makes it; key: what customs tells documents apart by, its last part comes
    back in receipts; answer_key: the name in the firm's answer that receipts are keyed by, where
    only the firm knows it; done_at: meanings of a receipt that end its way well; is_list: what it
    is answered moves the order; changeable: may go again as a change (appType 2)."""

    code: str
    direction: Direction
    role: Role
    key: Callable[[Message], str]
    write: Callable[..., bytes]  # message, moment=, change=
    own: bool = False
    when: When = When.ASKED
    follows: tuple[str, ...] = ()
    answer_key: str = ""
    done_at: frozenset[str] = STORED
    is_list: bool = False
    changeable: bool = True
    for_cancelled: bool = False  # goes out although its order was cancelled
    after_arrival: bool = False  # of direct purchase: waits for the flight's arrival list too


def _imports(code: str, role: Role, **facts: Any) -> DocumentKind:
    return DocumentKind(code, Direction.IMPORT, role, **facts)


def _exports(code: str, role: Role, **facts: Any) -> DocumentKind:
    return DocumentKind(code, Direction.EXPORT, role, **facts)


PAPERS_IN = (K.ORDER, K.PAYMENT, K.WAYBILL)
PAPERS_OUT = (K.EXPORT_ORDER, K.EXPORT_MONEY, K.EXPORT_WAYBILL)

KINDS: Mapping[str, DocumentKind] = {
    kind.code: kind
    for kind in (
        _imports(
            K.ORDER, Role.PLATFORM, own=True, when=When.PAID,
            key=keys.order, write=order_content,
        ),
        _imports(
            K.PAYMENT, Role.PAYMENT, when=When.PAID,
            key=keys.payment, write=payment_content,
        ),
        _imports(
            K.WAYBILL, Role.LOGISTICS, when=When.PAID,
            key=keys.order_number, answer_key="logistics_no", write=waybill_content,
        ),
        _imports(
            K.LIST, Role.AGENT, when=When.FOLLOWS, follows=PAPERS_IN,
            key=keys.list_number, write=list_content, done_at=RELEASED, is_list=True,
            after_arrival=True,
        ),
        _imports(
            K.WAYBILL_STATE, Role.LOGISTICS, follows=(K.WAYBILL,),
            key=keys.waybill_number, write=signed_content,
        ),
        _imports(
            K.CANCELLATION, Role.AGENT, follows=(K.LIST,),
            key=keys.own_number, write=cancellation_content,
            done_at=CONCLUDED, changeable=False, for_cancelled=True,
        ),
        _imports(  # R-RET-1: the agent applies, not the buyer and not the platform
            K.RETURN, Role.AGENT, follows=(K.LIST,),
            key=keys.own_number, write=return_content,
            done_at=CONCLUDED | RELEASED, for_cancelled=True,
        ),
        _imports(
            K.ARRIVAL, Role.OPERATOR, follows=(K.WAYBILL,),
            key=keys.own_number, write=arrival_content,
        ),
        _exports(
            K.EXPORT_ORDER, Role.PLATFORM, own=True, when=When.PAID,
            key=keys.order, write=export_order_content,
        ),
        _exports(
            K.EXPORT_MONEY, Role.PAYMENT, when=When.PAID,
            key=keys.money_received, write=money_content,
        ),
        _exports(
            K.EXPORT_WAYBILL, Role.LOGISTICS, when=When.PAID,
            key=keys.order_number, answer_key="logistics_no", write=export_waybill_content,
        ),
        _exports(
            K.EXPORT_LIST, Role.AGENT, when=When.FOLLOWS, follows=PAPERS_OUT,
            key=keys.list_number, write=export_list_content, done_at=RELEASED, is_list=True,
        ),
        _exports(
            K.EXPORT_ARRIVAL, Role.LOGISTICS, follows=(K.EXPORT_LIST,),
            key=keys.own_number, write=site_arrival_content,
        ),
        _exports(
            K.DEPARTURE, Role.LOGISTICS, follows=(K.EXPORT_LIST,),
            key=keys.own_number, write=departure_content,
        ),
        _exports(
            K.EXPORT_CANCELLATION, Role.AGENT, follows=(K.EXPORT_LIST,),
            key=keys.own_number, write=export_cancellation_content,
            done_at=CONCLUDED, changeable=False, for_cancelled=True,
        ),
        _exports(
            K.MASTER_LIST, Role.AGENT, follows=(K.EXPORT_LIST,),
            key=keys.own_number, write=master_list_content,
        ),
        _exports(
            K.EXPORT_RETURN, Role.AGENT, follows=(K.EXPORT_LIST,),
            key=keys.own_number, write=export_return_content,
            done_at=RELEASED, for_cancelled=True,
        ),
        _exports(
            K.TALLY, Role.OPERATOR, follows=(K.EXPORT_RETURN,),
            key=keys.own_number, write=tally_content, for_cancelled=True,
        ),
        _exports(
            K.SUMMARY, Role.AGENT, follows=(K.EXPORT_LIST,),
            key=keys.own_number, write=summary_content,
        ),
    )
}  # fmt: skip

LISTS = frozenset(kind.code for kind in KINDS.values() if kind.is_list)
ENDING = frozenset({K.CANCELLATION, K.EXPORT_CANCELLATION})  # accepted, it cancels the order
FOR_CANCELLED = frozenset(kind.code for kind in KINDS.values() if kind.for_cancelled)
# nothing is to be done about a cancelled order's papers, but for those that end it at customs;
# no join, so that a claim (a guarded update) asks for it in the very statement that claims
CANCELLED = Order.objects.filter(pk=OuterRef("order"), cancelled_at__isnull=False)
ALIVE = ~Exists(CANCELLED) | Q(kind__in=FOR_CANCELLED)


def kind_of(message: Message) -> DocumentKind:
    return KINDS[message.kind]


def written_when(direction: str, when: When) -> tuple[DocumentKind, ...]:
    """The kinds of a direction that can be written at a turn of an order's way."""
    return tuple(
        kind for kind in KINDS.values() if kind.direction == direction and kind.when is when
    )
