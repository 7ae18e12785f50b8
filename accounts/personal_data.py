"""The data kept about a person: a copy of it, and what closing the account erases (R-PRIV-5)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks

from accounts import security_events
from accounts.roles import actions as roles
from accounts.second_factor import devices
from accounts.sign_in import sessions


def apps_with_data():
    """Each app's module about personal data, registered by the hook `personal_data`: export(user)
    -> dict, reasons_to_keep(user) -> sentences, forget(user)."""
    return hooks.get_hooks("personal_data")


def export(user):
    """All that the site keeps about this person, as JSON-able values (R-PRIV-5)."""
    data = {
        "exported_at": timezone.now().isoformat(),
        "account": {
            "name": user.name,
            "email": user.email,
            "mobile": user.mobile,
            "language": user.language,
            "joined_at": user.date_joined.isoformat(),
            "last_signed_in_at": user.last_login.isoformat() if user.last_login else None,
            "groups": list(user.groups.values_list("name", flat=True)),
        },
        "second_factor": devices.methods_of(user),
        "signed_in": [
            {
                "browser": row.browser,
                "network": row.network,
                "signed_in_at": row.signed_in_at.isoformat(),
                "last_seen_at": row.last_seen_at.isoformat(),
            }
            for row in sessions.list_of(user)
        ],
    }
    for app in apps_with_data():
        data |= app.export(user)
    return data


def reasons_to_keep(user):
    """Why this account can't be closed now, a sentence each; empty where it can."""
    reasons = [reason for app in apps_with_data() for reason in app.reasons_to_keep(user)]
    if roles.is_last_administrator(user):
        reasons.insert(0, _("The last administrator stays: name another one first."))
    return reasons


def close_account(user):
    """Forgets the person; rows the law keeps (orders, evidence) stay and point to a closed,
    nameless account (R-PRIV-5, R-KEEP-2). Returns the reasons where it can't be closed yet."""
    with transaction.atomic():
        # with all administrators: of the last two who close theirs at once one stays
        user, _by = roles.lock_people(user, user)
        if not user.is_active:  # a second click
            return []
        if reasons := reasons_to_keep(user):
            return reasons
        for app in apps_with_data():
            app.forget(user)
        had = roles.give_up_all(user)
        sessions.end(user.signed_in_sessions.all())
        user.account_emails.all().delete()
        devices.forget(user)
        forget_name(user)
        if had:
            security_events.record(user, security_events.Kind.RIGHTS, had, [], by=user)
        security_events.record(user, security_events.Kind.ACTIVE, True, False, by=user)
    return []


def forget_name(user):
    """The row stays: orders and the ledger name it; `.invalid` can never receive e-mail."""
    user.email, user.mobile = f"closed-{user.pk}@closed.invalid", None
    user.name = user.first_name = user.last_name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save()
