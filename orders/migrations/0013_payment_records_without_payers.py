import json

from django.db import migrations

# as `orders/payments/stripe/keeping.py` keeps it from now on, frozen here
OF_INTENT = (
    "id", "object", "amount", "amount_received", "currency", "status", "created", "livemode",
    "description", "metadata", "payment_method_types", "latest_charge",
)  # fmt: skip
OF_CHARGE = (
    "id", "object", "amount", "amount_captured", "currency", "status", "paid", "captured",
    "created", "balance_transaction", "payment_intent",
)  # fmt: skip


def leave_payers_out(apps, schema_editor):
    """Stripe's answers held the payer's name, e-mail, address and card, which nobody may ask for."""
    records = apps.get_model("orders", "PaymentRecord").objects.filter(attempt__provider="stripe")
    for record in records.exclude(response="").iterator():
        try:
            told = json.loads(record.response)
        except ValueError:
            continue
        if isinstance(told, dict) and told.get("object") == "payment_intent":
            kept = {name: value for name, value in told.items() if name in OF_INTENT}
            if isinstance(charge := kept.get("latest_charge"), dict):
                kept["latest_charge"] = {n: v for n, v in charge.items() if n in OF_CHARGE}
            words = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
            # an update leaves the moment of recording as it was
            type(record).objects.filter(pk=record.pk).update(response=words)


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0012_where_returns_go'),
    ]

    operations = [
        migrations.RunPython(leave_payers_out, migrations.RunPython.noop),
    ]
