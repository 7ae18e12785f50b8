"""A workflow's name is an organizer's to change and kept once for all languages: both are in it."""

from django.db import migrations

NAMES = {
    "Booth and goods review": "展台与商品审核 · Booth and goods review",
    "Moderators approval": "编审批准 · Moderators approval",
}


def say_both(apps, schema_editor):
    for before, after in NAMES.items():
        for model in ("Workflow", "Task"):
            apps.get_model("wagtailcore", model).objects.filter(name=before).update(name=after)


def say_english(apps, schema_editor):
    for before, after in NAMES.items():
        for model in ("Workflow", "Task"):
            apps.get_model("wagtailcore", model).objects.filter(name=after).update(name=before)


class Migration(migrations.Migration):
    dependencies = [
        ("exhibitors", "0007_enquiries"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(say_both, say_english)]
