"""What of Stripe's answer is kept for customs (announcement 179, R-PLAT-6): that the money came,
how much, when, for which orders and under which number. Who paid, from where and with which card is
in the answer too, and needed by nobody (R-PRIV-1): only what is named here is written down."""

import json

OF_INTENT = (
    "id", "object", "amount", "amount_received", "currency", "status", "created", "livemode",
    "description", "metadata", "payment_method_types", "latest_charge",
)  # fmt: skip
OF_CHARGE = (
    "id", "object", "amount", "amount_captured", "currency", "status", "paid", "captured",
    "created", "balance_transaction", "payment_intent",
)  # fmt: skip


def kept_answer(obj) -> str:
    """The answer as Stripe gave it, member by member in its own sequence, of those that are kept;
    "" for what is no object."""
    try:
        data = json.loads(str(obj))
    except ValueError:
        return ""
    kept = _of(data, OF_INTENT)
    if isinstance(charge := kept.get("latest_charge"), dict):
        kept["latest_charge"] = _of(charge, OF_CHARGE)
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _of(data, names):
    return {name: value for name, value in data.items() if name in names}
