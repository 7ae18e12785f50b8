"""The clerk's list with one row for an order: its documents as marks, and of them the one that
tells the clerk most."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from catalog.models.zone import Direction
from clearance.models import Message
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
FOUR = {
    Direction.IMPORT: (Kind.ORDER, Kind.PAYMENT, Kind.WAYBILL, Kind.LIST),
    Direction.EXPORT: (
        Kind.EXPORT_ORDER, Kind.EXPORT_MONEY, Kind.EXPORT_WAYBILL, Kind.EXPORT_LIST,
    ),
}  # fmt: skip
STAGES = {State.ACCEPTED: "done", State.REJECTED: "bad", State.STUCK: "bad"}
URGENCY = ("done", "sent", "bad")


@dataclass(frozen=True, slots=True)
class DocumentMark:
    """stage: done, out (released), sent (awaits a receipt, or to be sent), bad or none (not
    written; message is None)."""

    sign: str
    label: str
    stage: str
    message: Message | None

    @property
    def icon(self):
        return {"bad": "x", "sent": "clock"}.get(self.stage, "check")


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order's documents among those listed, or one document of no single order.

    leading: the one whose state the row says; keys: of all listed, as a form sends them."""

    leading: Message
    marks: list
    keys: str


def order_rows(listed):
    """Rows of documents with headings, in their sequence; one query for the orders' other ones."""
    groups: dict[int | str, list[Message]] = {}
    for message in listed:
        groups.setdefault(message.order_id or f"document {message.pk}", []).append(message)
    documents = _by_order({message.order_id for message in listed if message.order_id})
    glyphs, labels = signs(), dict(Kind.choices)
    return [_row(group, documents, glyphs, labels) for group in groups.values()]


def _by_order(orders):
    """{order: {kind: its newest document}} with what a mark shows."""
    known: dict[int | None, dict[str, Message]] = {}
    messages = Message.objects.filter(order__in=orders, superseded_at=None).order_by("pk")
    for message in messages.only("pk", "order_id", "kind", "state", "status"):
        known.setdefault(message.order_id, {})[message.kind] = message
    return known


def _row(group, documents, glyphs, labels):
    leading = max(group, key=lambda message: (URGENCY.index(_stage(message)), message.pk))
    of_order = documents.get(leading.order_id, {})
    usual = FOUR.get(leading.direction, ()) if leading.order_id else ()
    others = [message for message in group if message.kind not in usual]
    marks = [_mark(kind, of_order.get(kind), leading.order, glyphs, labels) for kind in usual]
    marks += [_mark(one.kind, one, leading.order, glyphs, labels) for one in others]
    return OrderRow(leading, marks, ",".join(str(message.pk) for message in group))


def _mark(kind, message, order, glyphs, labels):
    label = f"CEB{kind} {labels[kind]}"
    return DocumentMark(glyphs.get(kind, kind), label, mark_stage(message, order), message)


def mark_stage(message, order):
    """The stage of a DocumentMark: the newest version of a document, None if it is not written."""
    if message is None:
        return "none"
    stage = _stage(message)
    if stage == "done" and message.kind in (Kind.LIST, Kind.EXPORT_LIST) and _is_released(order):
        return "out"
    return stage


def _is_released(order):
    return order is not None and order.clearance_state == ClearanceState.RELEASED


def _stage(message):
    return STAGES.get(message.state, "sent")


def signs():
    """The letter of each of the four documents; any other kind is named by its number."""
    glyphs = (
        pgettext("order document", "O"),
        pgettext("payment document", "P"),
        pgettext("waybill document", "W"),
        pgettext("declaration document", "D"),
    )
    return {
        kind: letter for kinds in FOUR.values() for kind, letter in zip(kinds, glyphs, strict=True)
    }
