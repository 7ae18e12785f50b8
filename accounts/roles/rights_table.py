"""Who may do what, read from the code that decides it, as Markdown for `docs/security.md`."""

from django.apps import apps
from django.urls import LocalePrefixPattern, URLResolver, get_resolver
from django.utils import translation

from accounts.models import StaffRole
from core import groups

ROLES = [role for role in StaffRole if role != StaffRole.ADMINISTRATOR]
WITHOUT_MODEL = {
    "access_admin": "enter the admin",
    "submit_translation": "send a page to be translated",
}


def markdown():
    """Three tables: how roles are granted, rights in the admin, pages of the site."""
    with translation.override("en"):
        parts = [granting(), in_the_admin(), on_the_site()]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def granting():
    rows = [
        (
            str(role.label),
            "an administrator",
            "a second administrator" if role.needs_confirmation else "—",
            "any administrator, at once",
        )
        for role in StaffRole
    ]
    return table(("role", "granted by", "confirmed by", "revoked by"), rows)


def in_the_admin():
    """What each group's table of rights holds, a row for each kind of thing."""
    rights = {}
    for group, thing, action in all_rights():
        rights.setdefault(thing, {}).setdefault(group, []).append(action)
    rows = [
        (thing, *(", ".join(by_group.get(role.value, [])) or "—" for role in ROLES))
        for thing, by_group in sorted(rights.items())
    ]
    return table(("in the admin", *(str(role.label) for role in ROLES)), rows)


def all_rights():
    for group in groups.ALL:
        for label, codenames in groups.MAY.get(group, {}).items():
            yield from ((group, *named(label, codename)) for codename in codenames)
        for codename in groups.ON_PAGES.get(group, ()):
            yield group, "pages of the expo", codename.rpartition("_")[0]
        for codenames in groups.IN_COLLECTIONS.get(group, {}).values():
            for codename in codenames:
                action, _underscore, thing = codename.partition("_")
                yield group, f"{thing}s in the library", action


def named(label, codename):
    """(thing, action) of a permission."""
    if codename in WITHOUT_MODEL:
        return WITHOUT_MODEL[codename], "yes"
    action, _underscore, model = codename.partition("_")
    return f"{apps.get_app_config(label).verbose_name}: {name_of(label, model)}", action


def name_of(label, model):
    return str(apps.get_model(label, model)._meta.verbose_name)


def on_the_site():
    """For each part of the site that is for groups, how many of its addresses are for which."""
    parts = {}
    for path, allowed in guarded_paths():
        parts.setdefault(f"`/{path.split('/')[0]}/`", []).append(allowed)
    rows = [
        (part, *(share(views, role.value) for role in ROLES))
        for part, views in sorted(parts.items())
    ]
    return table(("addresses outside the admin", *(str(role.label) for role in ROLES)), rows)


def share(views, group):
    count = sum(group in allowed for allowed in views)
    return f"{count} of {len(views)}" if count else "—"


def guarded_paths(patterns=None, prefix=""):
    """(path, groups) of every address that `members_of` guards."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        own = "" if isinstance(each.pattern, LocalePrefixPattern) else str(each.pattern)
        if isinstance(each, URLResolver):
            yield from guarded_paths(each.url_patterns, prefix + own)
        elif allowed := getattr(each.callback, "groups", None):
            yield prefix + own, allowed
