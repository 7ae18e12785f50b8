"""The five groups of people who run the expo, and the least each may do in Wagtail's admin.

After every `migrate` the groups have what MAY says and nothing else, so that an app's new model
needs no migration here and a right that was taken from the table is taken from the group
([decision 8](../docs/decisions/0008-groups-are-topped-up-after-every-migrate.md)). Pages of the
site outside the admin (counter, clearance, office) check membership of a group by name. Who gets
into a group: `accounts/roles`. `manage.py show_rights` prints it all."""

from django.contrib.auth.management import create_permissions

ORGANIZERS = "Organizers"
REVIEWERS = "Reviewers"
CLERKS = "Clearance clerks"
COUNTER = "Counter staff"
OFFICE = "Office"
ALL = (ORGANIZERS, REVIEWERS, CLERKS, COUNTER, OFFICE)


def to(actions, *models):
    """Codenames of Django's permissions: `to("view change", "zone")`."""
    return tuple(f"{action}_{model}" for model in models for action in actions.split())


KEEP = "view add change"  # what others depend on is ended by a date or a state, never deleted
EDIT = f"{KEEP} delete"
PARTIES = to(EDIT, "enterprise", "zoneparty")
# group: {app: codenames}
MAY = {
    ORGANIZERS: {
        "wagtailadmin": ("access_admin",),
        "expo": to(EDIT, "hall", "pavilion", "stand", "facility", "session", "speaker"),
        "exhibitors": (
            *to("view change", "application", "enquiry"),
            *to(KEEP, "exhibitor", "participation"),
            *to(EDIT, "package"),
        ),
        "catalog": (
            *to(KEEP, "product", "zone"),
            *to(EDIT, "category", "brand", "exportfiling"),
            *to(EDIT, "taxrate", "positivelistentry", "stoplistentry"),
            *to("change", "filing", "variant", "stockrecord"),
            *to("add", "importjob"),
        ),
        "centers": (*to(KEEP, "displaycenter", "token"), *to(EDIT, "shelf")),
        "clearance": PARTIES,
        "search": (
            *to(EDIT, "synonym"),
            *to("view change", "missedquery"),
            *to("view", "slowquery"),
            *to("add", "rebuild"),
        ),
        "wagtailredirects": to(EDIT, "redirect"),
        "wagtail_localize": ("submit_translation",),
    },
    REVIEWERS: {
        "wagtailadmin": ("access_admin",),
        "exhibitors": to("view", "exhibitor"),
        "catalog": to("view", "product"),
    },
    CLERKS: {
        "wagtailadmin": ("access_admin",),
        "clearance": PARTIES,
        "catalog": to(KEEP, "zone"),
    },
}
ON_PAGES = {
    ORGANIZERS: to("add change publish lock unlock", "page"),
    # Wagtail compares a page's versions only for those with some right on pages. To lock is the
    # least: what waits for a reviewer they may change anyway, the rest they still may not
    REVIEWERS: to("lock", "page"),
}
IN_COLLECTIONS = {
    ORGANIZERS: {
        # Wagtail asks about its own image model whichever one a site uses
        "wagtailimages": to("add change choose", "image"),
        "wagtaildocs": to("add change choose", "document"),
        "wagtailcore": to("add change delete", "collection"),
    },
}


def opens_admin(user):
    """May this person open Wagtail's admin? Without a query for those in the groups above."""
    usual = {name for name, may in MAY.items() if "wagtailadmin" in may}
    if user.belongs_to(*usual):
        return True
    return bool(user.group_names - set(ALL)) and user.has_perm("wagtailadmin.access_admin")


def grant_permissions(app_config, using="default", apps=None, **kwargs):
    """After an app's migrations: the groups exist and may do what the tables above say of that
    app, no less and no more.

    Uses the live models: it runs after migrations, never inside one."""
    from django.apps import apps as live_apps
    from django.contrib.auth.models import Group, Permission

    if using != "default" or (apps is not None and "auth" not in apps.app_configs):
        return
    label = app_config.label
    create_permissions(app_config, verbosity=0, using=using, apps=apps or live_apps)
    here = list(Permission.objects.filter(content_type__app_label=label))
    if not here:
        return
    for name in ALL:
        group = Group.objects.get_or_create(name=name)[0]
        set_permissions(group, here, MAY.get(name, {}).get(label, ()))
        if label == "wagtailcore":
            set_on_root_page(group, here, ON_PAGES.get(name, ()))
        set_in_collections(group, here, IN_COLLECTIONS.get(name, {}).get(label, ()))


def set_permissions(group, here, wanted):
    """Exactly the wanted ones of an app's permissions `here`."""
    group.permissions.add(*(each for each in here if each.codename in wanted))
    group.permissions.remove(*(each for each in here if each.codename not in wanted))


def set_on_root_page(group, here, wanted):
    from wagtail.models import GroupPagePermission, Page

    rows = GroupPagePermission.objects.filter(group=group)
    set_below(rows, Page.objects.filter(depth=1).first(), "page", group, here, wanted)


def set_in_collections(group, here, wanted):
    from wagtail.models import Collection, GroupCollectionPermission

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
