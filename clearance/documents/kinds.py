"""The register of documents: a row for each kind says which way its goods go, whose it is, what
builds it, what customs tells it apart by, what it follows and what its receipts change. Its number
and name stand in `Message.Kind`. Preparing, sending, applying receipts, sending again, the
partners and the clerk's pages all read it here: docs/extending.md, "A document of customs"."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Q

from catalog.models.zone import Direction
from clearance.documents import changes, departures, export_returns, exports, keys, requests
from clearance.documents.order import order_record, own_document
from clearance.models import Message, PartyRole
from orders.models import Order

K = Message.Kind


class Trigger(Enum):
    """What brings a document about."""

    PAID = "with the paid order"
    ACCEPTED = "once customs has accepted what it follows"
    REQUESTED = "when somebody or something asks for it"


class Effect(Enum):
    """What a document's receipts change beyond the document (`receipts/consequences.py`)."""

    NONE = "nothing"
    DECLARATION = "the declaration, and the order with it"
    CANCELLATION = "the order ends, or customs keeps it"
    RETURN = "the return"
    DELIVERY = "the parcel"


STORED = frozenset({"stored", "concluded"})  # 120, 399
RELEASED = frozenset({"released", "closed"})  # 800, 899
CONCLUDED = frozenset({"concluded", "cancelled"})  # 399, 430


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """role: whose document it is (R-DOC-1); own: it leaves as our own XML, else the role's firm is
    asked by JSON and makes it; key: what customs tells documents apart by, its last part comes
    back in receipts; answer_key: the name in the firm's answer that receipts are keyed by, where
    only the firm knows it; done_at: meanings of a receipt that end it well; changeable: may go
    again as a change (appType 2), which customs knows of all but cancellations; endpoint: where the
    sandbox's firm is asked for it."""

    code: str  # of Message.Kind
    direction: Direction
    role: PartyRole
    key: Callable[[Message], str]
    write: Callable[[Message], dict[str, Any]]  # the record of our own document, or the request
    own: bool = False
    trigger: Trigger = Trigger.REQUESTED
    follows: tuple[str, ...] = ()
    answer_key: str = ""
    done_at: frozenset[str] = STORED
    effect: Effect = Effect.NONE
    changeable: bool = True
    names_consignee: bool = False  # written anew where a clerk corrects consignee or address
    for_cancelled: bool = False  # goes out although its order was cancelled
    after_arrival: bool = False  # of direct purchase: waits for the flight's arrival list too
    direct_only: bool = False  # of direct purchase (9610) alone
    endpoint: str = ""

    def content(self, message: Message, *, moment: datetime, change: bool) -> bytes:
        """What is sent, kept and sent again: one content, one spelling. Raises
        InvalidMessageError with every wrong field, before any is sent."""
        facts = self.write(message)
        if self.own:
            zone = message.order.zone
            return own_document(self.code, facts, zone=zone, moment=moment, change=change)
        if self.changeable:
            facts["change"] = change
        return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()

    @property
    def is_list(self) -> bool:
        """What it is answered moves the order."""
        return self.effect is Effect.DECLARATION


def _imports(code: str, role: PartyRole, **facts: Any) -> DocumentKind:
    return DocumentKind(code, Direction.IMPORT, role, **facts)


def _exports(code: str, role: PartyRole, **facts: Any) -> DocumentKind:
    return DocumentKind(code, Direction.EXPORT, role, **facts)


KINDS: Mapping[str, DocumentKind] = {
    kind.code: kind
    for kind in (
        _imports(
            K.ORDER, PartyRole.PLATFORM, own=True, trigger=Trigger.PAID, names_consignee=True,
            key=keys.order, write=order_record,
        ),
        _imports(
            K.PAYMENT, PartyRole.PAYMENT, trigger=Trigger.PAID,
            key=keys.payment, write=requests.payment_request, endpoint="payment/declare",
        ),
        _imports(
            K.WAYBILL, PartyRole.LOGISTICS, trigger=Trigger.PAID, names_consignee=True,
            key=keys.order_number, answer_key="logistics_no", write=requests.waybill_request,
            endpoint="logistics/waybills",
        ),
        _imports(
            K.LIST, PartyRole.AGENT, trigger=Trigger.ACCEPTED,
            follows=(K.ORDER, K.PAYMENT, K.WAYBILL), after_arrival=True,
            key=keys.list_cop_no, write=requests.list_request, done_at=RELEASED,
            effect=Effect.DECLARATION, endpoint="agent/lists",
        ),
        _imports(
            K.WAYBILL_STATE, PartyRole.LOGISTICS, follows=(K.WAYBILL,), effect=Effect.DELIVERY,
            key=keys.waybill_number, write=changes.signature_request, endpoint="logistics/signed",
        ),
        _imports(
            K.CANCELLATION, PartyRole.AGENT, follows=(K.LIST,), effect=Effect.CANCELLATION,
            key=keys.cop_no, write=changes.cancellation_request,
            done_at=CONCLUDED, changeable=False, for_cancelled=True,
            endpoint="agent/cancellations",
        ),
        _imports(  # R-RET-1: the agent applies, not the buyer and not the platform
            K.RETURN, PartyRole.AGENT, follows=(K.LIST,), effect=Effect.RETURN,
            key=keys.cop_no, write=changes.return_request,
            done_at=CONCLUDED | RELEASED, for_cancelled=True, endpoint="agent/returns",
        ),
        _imports(
            K.ARRIVAL, PartyRole.OPERATOR, follows=(K.WAYBILL,), direct_only=True,
            key=keys.cop_no, write=changes.arrival_request, endpoint="operator/arrivals",
        ),
        _exports(
            K.EXPORT_ORDER, PartyRole.PLATFORM, own=True, trigger=Trigger.PAID,
            names_consignee=True, key=keys.order, write=exports.export_order_record,
        ),
        _exports(
            K.EXPORT_MONEY, PartyRole.PAYMENT, trigger=Trigger.PAID,
            key=keys.money_received, write=exports.money_request, endpoint="payment/receipts",
        ),
        _exports(
            K.EXPORT_WAYBILL, PartyRole.LOGISTICS, trigger=Trigger.PAID, names_consignee=True,
            key=keys.order_number, answer_key="logistics_no", write=exports.export_waybill_request,
            endpoint="logistics/export-waybills",
        ),
        _exports(
            K.EXPORT_LIST, PartyRole.AGENT, trigger=Trigger.ACCEPTED,
            follows=(K.EXPORT_ORDER, K.EXPORT_MONEY, K.EXPORT_WAYBILL),
            key=keys.list_cop_no, write=exports.export_list_request, done_at=RELEASED,
            effect=Effect.DECLARATION, endpoint="agent/export-lists",
        ),
        _exports(
            K.EXPORT_ARRIVAL, PartyRole.LOGISTICS, follows=(K.EXPORT_LIST,),
            key=keys.cop_no, write=departures.site_arrival_request, endpoint="logistics/arrivals",
        ),
        _exports(
            K.DEPARTURE, PartyRole.LOGISTICS, follows=(K.EXPORT_LIST,),
            key=keys.cop_no, write=departures.departure_request, endpoint="logistics/departures",
        ),
        _exports(
            K.EXPORT_CANCELLATION, PartyRole.AGENT, follows=(K.EXPORT_LIST,),
            effect=Effect.CANCELLATION, key=keys.cop_no, write=exports.export_cancellation_request,
            done_at=CONCLUDED, changeable=False, for_cancelled=True,
            endpoint="agent/export-cancellations",
        ),
        _exports(
            K.MASTER_LIST, PartyRole.AGENT, follows=(K.EXPORT_LIST,),
            key=keys.cop_no, write=departures.master_list_request, endpoint="agent/master-lists",
        ),
        _exports(
            K.EXPORT_RETURN, PartyRole.AGENT, follows=(K.EXPORT_LIST,), effect=Effect.RETURN,
            key=keys.cop_no, write=export_returns.export_return_request, done_at=RELEASED,
            for_cancelled=True, endpoint="agent/export-returns",
        ),
        _exports(
            K.TALLY, PartyRole.OPERATOR, follows=(K.EXPORT_RETURN,), for_cancelled=True,
            key=keys.cop_no, write=export_returns.tally_request,
            endpoint="operator/tallies",
        ),
        _exports(
            K.SUMMARY, PartyRole.AGENT, follows=(K.EXPORT_LIST,), direct_only=True,
            key=keys.cop_no, write=exports.summary_request, endpoint="agent/summaries",
        ),
    )
}  # fmt: skip


def codes(**facts: Any) -> tuple[str, ...]:
    """The codes of the kinds whose row says so: codes(own=True)."""
    return tuple(
        kind.code
        for kind in KINDS.values()
        if all(getattr(kind, name) == value for name, value in facts.items())
    )


OWN = codes(own=True)
LISTS = codes(is_list=True)
NAME_THE_CONSIGNEE = codes(names_consignee=True)
# accepted, they cancel the order; by the list that each takes back
CANCELLATION_OF = {KINDS[code].follows[0]: code for code in codes(effect=Effect.CANCELLATION)}
RETURN_OF = {KINDS[code].direction: code for code in codes(effect=Effect.RETURN)}
FOR_CANCELLED = codes(for_cancelled=True)
# nothing is to be done about a cancelled order's documents, but for those that end it at customs;
# no join, so that a claim (a guarded update) asks for it in the very statement that claims
CANCELLED = Order.objects.filter(pk=OuterRef("order"), cancelled_at__isnull=False)
ALIVE = ~Exists(CANCELLED) | Q(kind__in=FOR_CANCELLED)


def kind_of(message: Message) -> DocumentKind:
    return KINDS[message.kind]


def kinds_for(direction: str, *triggers: Trigger) -> tuple[DocumentKind, ...]:
    """The kinds of a direction that these triggers bring about, in the table's sequence."""
    of_direction = [kind for kind in KINDS.values() if kind.direction == direction]
    return tuple(kind for one in triggers for kind in of_direction if kind.trigger is one)
