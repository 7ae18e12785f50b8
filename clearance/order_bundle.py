"""An order's evidence for its buyer or a clerk: what was ordered, the pages as bought, consents,
money, every document of customs and every receipt (R-EVID-4, R-DISP-2).

Identity numbers are masked (R-EVID-6): of a document with one, the list of documents names the
digest of the bytes as they were sent besides."""

import json

from django.db.models import Exists, F, OuterRef

from clearance.clerk.masking import without_numbers
from clearance.models import Message, Receipt, ReceiptItem
from evidence.actions import record
from evidence.bundles import as_json, make_bundle
from evidence.models import Entry
from orders.checkout.consents import agreed_text
from orders.models import Consent

ORDER_FIELDS = (
    "number", "direction", "mode", "currency", "goods_value", "freight", "insurance", "discount",
    "duty", "consumption_tax", "vat", "tax_total", "dutiable_value", "actual_paid", "consignee",
    "consignee_mobile", "address", "placed_at", "paid_at", "released_at", "cancelled_at",
)  # fmt: skip
LINE_FIELDS = (
    "line", "sku", "gtin", "title_zh", "title_en", "quantity", "unit_price", "goods_value",
    "freight", "insurance", "duty", "consumption_tax", "vat", "tax_total", "filing",
    "return_policy", "snapshot__digest",
)  # fmt: skip
CONSENT_FIELDS = ("kind", "version", "language", "text_digest", "given_at")


def bundle_of(order, *, user=None):
    """ZIP bytes; that it was taken is noted in the ledger first, so the bundle says so itself."""
    subject = f"order {order.number}"
    # before the bundle is made, so that the bundle contains it
    record(subject=subject, kind="evidence exported", payload={}, actor=user)
    messages = list(Message.objects.filter(order=order).order_by("pk"))
    others = ReceiptItem.objects.exclude(message__in=messages).filter(receipt=OuterRef("pk"))
    receipts = Receipt.objects.filter(items__message__in=messages).distinct().order_by("pk")
    files = {
        "order.json": as_json(_order(order)),
        **_consents(order, subject),
        "payments.json": as_json(_money(order)),
        "returns.json": as_json(_returns(order)),
        "customs/documents.json": as_json([_about(message) for message in messages]),
    }
    for line in order.lines.exclude(snapshot=None).select_related("snapshot"):
        files[f"pages/{line.snapshot.digest}.json"] = as_json(line.snapshot.content)
    for message in messages:
        files[_name(message)] = without_numbers(bytes(message.content))
    for receipt in receipts.annotate(names_others=Exists(others)):
        name, content = _received(receipt, messages)
        files[name] = content
    return make_bundle(subject, files)


def _order(order):
    facts = {name: getattr(order, name) for name in ORDER_FIELDS}
    buyer = order.buyer
    return facts | {
        "seller": order.exhibitor.name_zh,
        "orderer": buyer and {"name": buyer.name, "identity_number": buyer.id_masked},
        "lines": list(order.lines.values(*LINE_FIELDS)),
    }


def _consents(order, subject):
    """consents.json and the texts that were agreed to, each the bytes that its digest was made of.
    The names in them are those that the ledger kept; a text that the site no longer has is None."""
    consents, files = list(order.group.consents.order_by("pk").values(*CONSENT_FIELDS)), {}
    named = {}
    for entry in Entry.objects.filter(subject=subject, kind="consented").order_by("pk"):
        for given in json.loads(entry.payload)["consents"]:
            named[given["text_digest"]] = given
    for consent in consents:
        given = {name: consent[name] for name in ("kind", "version", "language", "text_digest")}
        content = agreed_text(**given | named.get(consent["text_digest"], {}))
        form = "json" if consent["kind"] == Consent.Kind.RISK_NOTICE else "txt"
        name = f"consents/{consent['kind']}.{consent['version']}.{consent['language']}.{form}"
        consent["text"] = name if content else None
        if content:
            files[name] = content
    return {"consents.json": as_json(consents), **files}


def _money(order):
    return {
        "payments": list(order.payments.values("amount", "transaction", "paid_at")),
        "refunds": list(order.refunds.values("number", "amount", "state", "reason", "done_at")),
    }


def _returns(order):
    # the bundle's own names: its readers outlive our columns
    names = {"words": F("comment"), "asked_at": F("requested_at")}
    return list(order.returns.values("number", "state", "reason", "answer", **names))


def _about(message):
    return {
        "file": _name(message),
        "kind": message.kind,
        "version": message.version,
        "sha256_as_sent": message.digest,
        "sent_at": message.sent_at,
        "state": message.state,
    }


def _received(receipt, messages):
    """(file, content) of a receipt as it came; of one that speaks of other people's orders as well,
    what it says of this one."""
    if not receipt.names_others:
        return f"customs/receipt-{receipt.pk}.xml", without_numbers(bytes(receipt.content))
    own = receipt.items.filter(message__in=messages).order_by("pk")
    facts = {
        "sha256_as_received": receipt.digest,
        "arrived_at": receipt.arrived_at,
        "says": list(own.values("kind", "business_key", "status", "return_time", "info", "data")),
    }
    return f"customs/receipt-{receipt.pk}.json", as_json(facts)


def _name(message):
    form = "json" if bytes(message.content).lstrip()[:1] == b"{" else "xml"
    return f"customs/{message.pk}-CEB{message.kind}-v{message.version}.{form}"
