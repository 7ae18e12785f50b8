"""Changes of the second factor: each sends an e-mail and writes an entry in the ledger."""

from contextlib import contextmanager

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from accounts import security_events
from accounts.emails import Kind, write_email
from accounts.second_factor import devices
from accounts.sign_in import sessions
from core.models import User

CODES = 10


@contextmanager
def change(user, what, by):
    """One change in one transaction; what: how `mail/second_factor_changed.txt` names it."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        before = devices.methods_of(user)
        yield
        tell(user, what, before, by)


def tell(user, what, before, by):
    """The owner, and the ledger."""
    after = devices.methods_of(user)
    if user.email:
        left = after["backup_codes"]
        write_email(Kind.SECOND_FACTOR_CHANGED, to=user.email, user=user, what=what, left=left)
    security_events.record(user, security_events.Kind.TWO_FACTOR, before, after, by=by)


def new_authenticator(user, pk=None):
    """The authenticator that somebody is setting up; not in use before its first code.

    pk: of the one that this session has begun. Another session gets a key of its own: a person who
    has seen a key could use it once its owner takes it into use."""
    begun = TOTPDevice.objects.filter(user=user, confirmed=False, pk=pk).first()
    return begun or TOTPDevice.objects.create(user=user, confirmed=False, name="authenticator")


def confirm_authenticator(user, pk, code):
    """Takes the authenticator that this session has begun into use, in place of an older one; None
    for a wrong code."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False, pk=pk).first()
    if not devices.verify(user, device, code):
        return None
    with change(user, "authenticator_added", by=user):
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    device.refresh_from_db()
    return device


def remove_authenticator(user):
    with change(user, "authenticator_removed", by=user):
        TOTPDevice.objects.filter(user=user).delete()
        forget_useless_codes(user)


def add_passkey(user, helper, state, data, name):
    """The passkey that a browser has made; helper: django-otp-webauthn's, which checks it and
    raises what that library raises."""
    with change(user, "passkey_added", by=user):
        passkey = helper.register_complete(user=user, state=state, data=data)
        WebAuthnCredential.objects.filter(pk=passkey.pk).update(name=name[:64])
    return passkey


def remove_passkey(user, pk):
    """One of the person's own passkeys; a second click finds none."""
    with transaction.atomic():
        passkey = devices.passkeys_of(user).filter(pk=pk)
        if passkey.exists():
            with change(user, "passkey_removed", by=user):
                passkey.delete()
                forget_useless_codes(user)


def forget_useless_codes(user):
    if not devices.has_second_factor(user):
        StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def use_backup_code(user, code):
    """The device of a right code, used up and reported to its owner; None for a wrong one."""
    # first of all, as in `change`: else this and new codes made meanwhile wait for each other
    User.objects.select_for_update().get(pk=user.pk)
    before, device = devices.methods_of(user), devices.backup_device_of(user)
    if not devices.verify(user, device, code):
        return None
    tell(user, "backup_code_used", before, by=user)
    return device


def new_backup_codes(user):
    """Ten new codes in place of all older ones; shown once, here."""
    with change(user, "backup_codes_made", by=user):
        device = StaticDevice.objects.get_or_create(user=user, defaults={"name": "backup codes"})[0]
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _n in range(CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def reset(user, *, by):
    """Takes every second factor away, for somebody who has lost them all, and ends the person's
    sessions. by: the administrator, or "command line"."""
    with change(user, "reset", by=by):
        devices.forget(user)
        sessions.end(user.signed_in_sessions.all())
