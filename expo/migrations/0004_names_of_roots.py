"""Wagtail names the roots of pages and of collections "Root" and asks nobody for a language; the name
is kept once for all languages, so both are in it."""

from django.db import migrations

BEFORE = "Root"
NAMES = {"Page": ("title", "根目录 · Root"), "Collection": ("name", "公共 · Shared")}


def rename(apps, schema_editor):
    # only as Wagtail gave it: one that an organizer has changed stays
    for model, (field, name) in NAMES.items():
        roots = apps.get_model("wagtailcore", model).objects.filter(depth=1, **{field: BEFORE})
        roots.update(**{field: name}, **({"draft_title": name} if model == "Page" else {}))


class Migration(migrations.Migration):
    dependencies = [("expo", "0003_conflict_reasons"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
