"""The review of booths and goods: one step, for the group of reviewers."""

from django.db import migrations

NAME = "Booth and goods review"


def set_up(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")

    if Workflow.objects.filter(name=NAME).exists():
        return
    kind, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = GroupApprovalTask.objects.create(name=NAME, active=True, content_type=kind)
    task.groups.add(Group.objects.get_or_create(name="Reviewers")[0])
    workflow = Workflow.objects.create(name=NAME, active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    # Wagtail's own form of a workflow lists snippets only; a booth asks for its review by group
    goods, _ = ContentType.objects.get_or_create(app_label="catalog", model="product")
    WorkflowContentType.objects.get_or_create(
        content_type=goods, defaults={"workflow_id": workflow.pk}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("exhibitors", "0003_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(set_up, migrations.RunPython.noop)]
