"""The five groups of people who run the expo, and the least each may do in Wagtail's admin.

After every `migrate` the groups have what MAY says and nothing else, so that an app's new model
needs no migration here and a right that was taken from the table is taken from the group
([decision 8](../docs/decisions/0008-groups-are-topped-up-after-every-migrate.md)). Pages of the
site outside the admin (counter, clearance, office) check membership of a group by name. Who gets
into a group: `accounts/roles`. `manage.py show_rights` prints it all."""

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
        "expo": (
            *to(EDIT, "hall", "pavilion", "stand", "facility", "session", "speaker"),
            *to("open", "editionpage"),
        ),
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
