from django.db import migrations

from orders.identity.encryption import decrypt_document, encrypt_document, is_encrypted

MODELS = ("Message", "Batch", "Receipt")
AT_ONCE = 200


def encrypt_all(apps, schema_editor):
    _rewrite(apps, lambda content: None if is_encrypted(content) else encrypt_document(content))


def decrypt_all(apps, schema_editor):
    _rewrite(apps, lambda content: decrypt_document(content) if is_encrypted(content) else None)


def _rewrite(apps, change):
    """Row by row, so that a run that was killed goes on where it ended and locks nothing for long."""
    for name in MODELS:
        model = apps.get_model("clearance", name)
        rows, last = model.objects.exclude(content=b"").order_by("pk"), 0
        while chunk := list(rows.filter(pk__gt=last).values_list("pk", "content")[:AT_ONCE]):
            for pk, content in chunk:
                changed = change(bytes(content))
                if changed is not None:
                    model.objects.filter(pk=pk).update(content=changed)
            last = chunk[-1][0]


class Migration(migrations.Migration):
    # millions of rows in one transaction would hold up the site
    atomic = False

    dependencies = [("clearance", "0002_initial")]

    operations = [migrations.RunPython(encrypt_all, decrypt_all)]
