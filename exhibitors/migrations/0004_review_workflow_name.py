"""A booth is 线上展位 wherever the site speaks of it; 展台 was left in the name of its review."""

from django.db import migrations

BEFORE = "展台与商品审核 · Booth and goods review"
AFTER = "线上展位与商品审核 · Booth and goods review"


def rename(apps, schema_editor):
    # only the name as it was given: one that an organizer has changed stays
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=BEFORE).update(name=AFTER)


class Migration(migrations.Migration):
    dependencies = [("exhibitors", "0003_review_workflow"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
