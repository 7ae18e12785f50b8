"""The five groups of people who run the expo, and the least each may do in Wagtail's admin.

Permissions are granted after every `migrate`, so that an app's new model needs no migration here;
to divide them otherwise, an administrator makes other groups. Pages of the site outside the admin
(counter, clearance, office) check membership of a group by name."""

from django.contrib.auth.management import create_permissions

ORGANIZERS = "Organizers"
REVIEWERS = "Reviewers"
CLERKS = "Clearance clerks"
COUNTER = "Counter staff"
OFFICE = "Office"
ALL = (ORGANIZERS, REVIEWERS, CLERKS, COUNTER, OFFICE)

EDIT = ("view", "add", "change", "delete")
PARTIES = tuple(f"{action}_{model}" for action in EDIT for model in ("enterprise", "zoneparty"))
# group: {app: actions on every model of it, or whole codenames where they hold an underscore}
MAY = {
    ORGANIZERS: {
        "wagtailadmin": ("access_admin",),
        "core": EDIT,
        "expo": EDIT,
        "exhibitors": EDIT,
        "catalog": EDIT,
        "centers": EDIT,
        "orders": ("view",),
        "clearance": PARTIES,
        "search": (
            *("view_synonym", "add_synonym", "change_synonym", "delete_synonym"),
            *("view_missedquery", "change_missedquery", "view_slowquery"),
            *("view_rebuild", "add_rebuild"),
        ),
        "wagtailredirects": EDIT,
        "wagtail_localize": ("submit_translation",),
    },
    CLERKS: {
        "wagtailadmin": ("access_admin",),
        "clearance": PARTIES,
        "catalog": ("view_zone", "add_zone", "change_zone"),
    },
    REVIEWERS: {
        "wagtailadmin": ("access_admin",),
        "exhibitors": ("view",),
        "catalog": ("view",),
    },
}
NEVER = {"delete_user"}  # an account is closed by its owner; orders and the ledger name it
PAGES = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
IN_COLLECTIONS = {
    # Wagtail asks about its own image model whichever one a site uses
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
    "wagtailcore": ("add_collection", "change_collection", "delete_collection"),
}


def grant_permissions(app_config, using="default", apps=None, **kwargs):
    """After an app's migrations: the groups exist and may do what MAY says of that app.

    Uses the live models: it runs after migrations, never inside one."""
    from django.apps import apps as live_apps
    from django.contrib.auth.models import Group, Permission

    label = app_config.label
    if using != "default" or not (
        any(label in may for may in MAY.values()) or label in IN_COLLECTIONS
    ):
        return
    if apps is not None and "auth" not in apps.app_configs:
        return
    create_permissions(app_config, verbosity=0, using=using, apps=apps or live_apps)
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ALL}
    here = list(Permission.objects.filter(content_type__app_label=label))
    for name, may in MAY.items():
        wanted = may.get(label, ())
        groups[name].permissions.add(*(p for p in here if matches(p.codename, wanted)))
    if label == "wagtailcore":
        grant_on_root_page(groups[ORGANIZERS], here, PAGES)
        # Wagtail compares a page's versions only for those with some right on pages. To lock is
        # the least: what waits for a reviewer they may change anyway, the rest they still may not
        grant_on_root_page(groups[REVIEWERS], here, ("lock_page",))
    grant_in_collections(groups[ORGANIZERS], here, IN_COLLECTIONS.get(label, ()))


def matches(codename, wanted):
    if codename in NEVER:
        return False
    return codename in wanted or codename.partition("_")[0] in wanted


def grant_in_collections(group, permissions, codenames):
    """For all below the root, where there is one (not after a test's flush)."""
    from wagtail.models import Collection, GroupCollectionPermission

    if root := Collection.objects.filter(depth=1).first():
        for permission in permissions:
            if permission.codename in codenames:
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=root, permission=permission
                )


def grant_on_root_page(group, permissions, codenames):
    from wagtail.models import GroupPagePermission, Page

    if root := Page.objects.filter(depth=1).first():
        for permission in permissions:
            if permission.codename in codenames:
                GroupPagePermission.objects.get_or_create(
                    group=group, page=root, permission=permission
                )
