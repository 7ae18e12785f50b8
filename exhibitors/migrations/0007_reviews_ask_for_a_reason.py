"""The step in which booths and goods are reviewed becomes a task of our own, which asks for a
reason before it returns anything. The task keeps its key, so that running reviews go on."""

from django.db import migrations
from django.db.models import Q

REVIEW = "Booth and goods review"
CONTENT = "workflow_tasks__workflow__workflow_content_types"


def move(apps, groups_from, groups_to, wanted):
    ContentType = apps.get_model("contenttypes", "ContentType")
    app, name = groups_to
    Before, After = apps.get_model(*groups_from), apps.get_model(app, name)
    kind, _ = ContentType.objects.get_or_create(app_label=app, model=name)
    for before in Before.objects.filter(wanted).distinct():
        fields = {"name": before.name, "active": before.active, "content_type": kind}
        groups = list(before.groups.all())
        before.groups.clear()
        After(task_ptr_id=before.pk, **fields).save()
        After.objects.get(pk=before.pk).groups.set(groups)
        # the row of the old kind alone: its parent is the new one's now
        Before.objects.filter(pk=before.pk)._raw_delete(before._state.db)


def take_over(apps, schema_editor):
    """The review by its name, and whatever task an organizer has set up for products."""
    products = Q(**{f"{CONTENT}__content_type__model": "product"})
    wanted = Q(name__endswith=REVIEW) | products
    move(apps, ("wagtailcore", "groupapprovaltask"), ("exhibitors", "reviewtask"), wanted)


def give_back(apps, schema_editor):
    move(apps, ("exhibitors", "reviewtask"), ("wagtailcore", "groupapprovaltask"), Q())


class Migration(migrations.Migration):
    dependencies = [
        ("exhibitors", "0006_review_task"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(take_over, give_back)]
