"""Gives the groups their permissions after every `migrate`."""

from django.apps import apps as live_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from core import groups


def grant_permissions(app_config, using="default", apps=None, **kwargs):
    """After an app's migrations: the groups exist and may do what the tables of `core/groups.py`
    say of that app, no less and no more.

    Uses the live models: it runs after migrations, never inside one."""
    if using != "default" or (apps is not None and "auth" not in apps.app_configs):
        return
    label = app_config.label
    create_permissions(app_config, verbosity=0, using=using, apps=apps or live_apps)
    here = list(Permission.objects.filter(content_type__app_label=label))
    if not here:
        return
    for name in groups.ALL:
        group = Group.objects.get_or_create(name=name)[0]
        set_permissions(group, here, groups.MAY.get(name, {}).get(label, ()))
        if label == "wagtailcore":
            set_on_root_page(group, here, groups.ON_PAGES.get(name, ()))
        set_in_collections(group, here, groups.IN_COLLECTIONS.get(name, {}).get(label, ()))


def set_permissions(group, here, wanted):
    """Exactly the wanted ones of an app's permissions `here`."""
    group.permissions.add(*(each for each in here if each.codename in wanted))
    group.permissions.remove(*(each for each in here if each.codename not in wanted))


def set_on_root_page(group, here, wanted):
    rows = GroupPagePermission.objects.filter(group=group)
    set_below(rows, Page.objects.filter(depth=1).first(), "page", group, here, wanted)


def set_in_collections(group, here, wanted):
    rows = GroupCollectionPermission.objects.filter(group=group)
    set_below(rows, Collection.objects.filter(depth=1).first(), "collection", group, here, wanted)


def set_below(rows, root, field, group, here, wanted):
    """For all below the root, where there is one (not after a test's flush), and nowhere else."""
    granted = [each for each in here if each.codename in wanted]
    rows.filter(permission__in=here).exclude(permission__in=granted).delete()
    if root is None:
        return
    rows.filter(permission__in=here).exclude(**{field: root}).delete()
    for permission in granted:
        rows.get_or_create(**{field: root}, group=group, permission=permission)
