"""Does the ledger know of every right that somebody has? One written into the database by hand has
no entry there, or contradicts the person's last one."""

import json

from django.contrib.auth.models import Group
from django.db.models import Q

from accounts.models import StaffRole
from accounts.security_events import Kind
from core import groups
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


def rights_without_role() -> list[str]:
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


def widened_groups() -> list[str]:
    """Integrity check: a sentence for each group of a role that may do more than `core/groups.py`
    says: after each `migrate` it may do just that."""
    errors = []
    for group in Group.objects.filter(name__in=groups.ALL).order_by("name"):
        if more := sorted(_rights_of(group) - _rights_said(group.name)):
            errors.append(f"group {group.name} may do more than its role says: {more}")
    return errors


def _rights_of(group):
    below = (group.page_permissions, group.collection_permissions)
    names = {name for rows in below for name in rows.values_list("permission__codename", flat=True)}
    return names | set(group.permissions.values_list("codename", flat=True))


def _rights_said(name):
    tables = (groups.MAY.get(name, {}), groups.IN_COLLECTIONS.get(name, {}))
    said = {codename for table in tables for names in table.values() for codename in names}
    return said | set(groups.ON_PAGES.get(name, ()))


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
