"""An administrator made by `createsuperuser` has a history like any other."""

from django.utils import timezone

from accounts import security_events
from accounts.models import RoleGrant, StaffRole


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
