"""Roles that come about without a grant have a history like any other: an administrator made by
`createsuperuser`, and those who had a role before the ledger wrote such changes down."""

from django.db import transaction
from django.utils import timezone

from accounts import security_events
from accounts.models import RoleGrant, StaffRole
from accounts.roles.integrity import members_of_staff, role_names
from evidence.models import Entry


def note_new_superuser(sender, instance, created, raw=False, **kwargs):
    if not created or raw or not instance.is_superuser:
        return
    RoleGrant.objects.create(
        user=instance,
        role=StaffRole.ADMINISTRATOR,
        state=RoleGrant.State.GRANTED,
        decided_at=timezone.now(),
    )
    security_events.record(
        instance, security_events.Kind.RIGHTS, [], [StaffRole.ADMINISTRATOR.value], "command line"
    )


def note_kept_roles(sender, apps=None, **kwargs):
    """After `migrate`, once in the life of a site: later a role without an entry is one that
    nobody granted (`integrity.py`).

    apps: as the database is now; after `migrate` of some apps alone the ledger may have no table
    yet."""
    if apps is not None and Entry._meta.app_label not in apps.app_configs:
        return
    if Entry.objects.filter(kind=security_events.Kind.RIGHTS).exists():
        return
    with transaction.atomic():
        for user in members_of_staff():
            roles = sorted(role_names(user))
            security_events.record(
                user, security_events.Kind.RIGHTS, [], roles, "kept at an update"
            )
