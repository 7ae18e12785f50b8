"""Does the ledger know of every right that somebody has? One written into the database by hand has
no entry there, or contradicts the person's last one."""

import json

from django.contrib.auth.models import Group
from django.db.models import Q

from accounts.models import StaffRole
from accounts.security_events import Kind
from core.models import User
from evidence.models import Entry


def check() -> list[str]:
    """Integrity check: a sentence for each person with a role that the ledger does not grant."""
    staff = list(members_of_staff())
    granted = _granted([f"user {user.pk}" for user in staff])
    errors = []
    for user in staff:
        if unknown := sorted(role_names(user) - granted.get(f"user {user.pk}", set())):
            errors.append(f"user {user.pk} has roles that the ledger does not grant: {unknown}")
    return errors


def unvouched() -> list[str]:
    """Integrity check: a sentence for each person with rights beside the roles: permissions of
    their own, or of a group that no role stands for. Nothing of ours gives these."""
    beside = Group.objects.exclude(name__in=StaffRole.values).filter(
        Q(permissions__isnull=False)
        | Q(page_permissions__isnull=False)
        | Q(collection_permissions__isnull=False)
    )
    people = User.objects.filter(Q(user_permissions__isnull=False) | Q(groups__in=beside))
    return [
        f"user {pk} has rights that no role gives"
        for pk in people.distinct().order_by("pk").values_list("pk", flat=True)
    ]


def members_of_staff():
    people = User.objects.filter(Q(is_superuser=True) | Q(groups__name__in=StaffRole.values))
    return people.distinct().order_by("pk").prefetch_related("groups")


def role_names(user):
    names = {group.name for group in user.groups.all()} & set(StaffRole.values)
    return names | {StaffRole.ADMINISTRATOR.value} if user.is_superuser else names


def _granted(subjects):
    """{subject: the roles after its last change}"""
    entries = Entry.objects.filter(kind=Kind.RIGHTS, subject__in=subjects).order_by("sequence")
    rows = entries.values_list("subject", "payload")
    return {subject: set(json.loads(payload)["after"] or ()) for subject, payload in rows}
