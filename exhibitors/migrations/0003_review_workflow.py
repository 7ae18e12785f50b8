"""The review of booths and goods: one step, for the group of reviewers. A workflow's name is an
organizer's to change and is kept once for all languages, so both languages are in it."""

from django.db import migrations

NAME = "展台与商品审核 · Booth and goods review"
WAGTAILS_OWN = {"Moderators approval": "编审批准 · Moderators approval"}


def set_up(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")

    for before, after in WAGTAILS_OWN.items():
        for model in ("Workflow", "Task"):
            apps.get_model("wagtailcore", model).objects.filter(name=before).update(name=after)
    if Workflow.objects.filter(name=NAME).exists():
        return
    kind, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = GroupApprovalTask.objects.create(name=NAME, active=True, content_type=kind)
    task.groups.add(Group.objects.get_or_create(name="Reviewers")[0])
    workflow = Workflow.objects.create(name=NAME, active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    # Wagtail's own form of a workflow lists snippets only; a booth asks for its review by group
    products, _ = ContentType.objects.get_or_create(app_label="catalog", model="product")
    WorkflowContentType.objects.get_or_create(
        content_type=products, defaults={"workflow_id": workflow.pk}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("exhibitors", "0002_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(set_up, migrations.RunPython.noop)]
