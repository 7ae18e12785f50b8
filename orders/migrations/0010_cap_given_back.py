from django.db import migrations, models


def give_back_what_came_back(apps, schema_editor):
    """Returns that were settled in time before caps heard of them."""
    uses = apps.get_model("orders", "CapUse").objects.annotate(
        pieces=models.Sum(
            "line__returned__quantity", filter=models.Q(line__returned__quota_back__isnull=False)
        )
    )
    for use in uses.filter(pieces__gt=0).select_related("line"):
        use.given_back = use.amount * use.pieces / use.line.quantity
        use.save(update_fields=["given_back"])


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0009_return_client_token'),
    ]

    operations = [
        migrations.AddField(
            model_name='capuse',
            name='given_back',
            field=models.DecimalField(decimal_places=5, default=0, max_digits=14),
        ),
        migrations.RunPython(give_back_what_came_back, migrations.RunPython.noop),
    ]
