"""Who has a role already keeps it, with a row that says since when it is written down."""

from django.db import migrations
from django.utils import timezone

GROUPS = ("Organizers", "Reviewers", "Clearance clerks", "Counter staff", "Office")


def write_down(apps, schema_editor):
    User = apps.get_model("core", "User")
    RoleGrant = apps.get_model("accounts", "RoleGrant")
    held = [(pk, "Administrators") for pk in pks(User.objects.filter(is_superuser=True))]
    for name in GROUPS:
        held += [(pk, name) for pk in pks(User.objects.filter(groups__name=name))]
    RoleGrant.objects.bulk_create(
        RoleGrant(user_id=pk, role=role, state="granted", decided_at=timezone.now())
        for pk, role in held
    )


def pks(users):
    return users.order_by("pk").values_list("pk", flat=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_role_grants"), ("core", "0002_images")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
