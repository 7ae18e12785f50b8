"""Who may give whom a role of the expo: an administrator, never to themselves, and for most roles
together with a second one. Each change takes effect with the next request, is in the evidence
ledger, and reaches the person by e-mail."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import security_events
from accounts.models import RoleGrant, StaffRole
from accounts.roles import emails
from accounts.roles.errors import RoleError
from core.models import User

State = RoleGrant.State
REQUEST_LIFETIME = timedelta(days=30)


@transaction.atomic
def grant(user, role, *, by):
    """Give a role, or ask for its confirmation; the RoleGrant, granted or waiting. A second click
    gives the open one.

    Raises RoleError, without a change, where `by` is no administrator or the person themselves,
    or the account is closed."""
    role = StaffRole(role)
    user, by = lock_people(user, by)
    ensure_another_administrator(user, by)
    if not user.is_active:
        raise RoleError(_("This account is closed."))
    if existing := user.role_grants.open().filter(role=role).first():
        return existing
    if holds(user, role):
        raise RoleError(_("This person has this role already."))
    made = RoleGrant.objects.create(user=user, role=role, asked_by=by)
    if role.needs_confirmation:
        emails.to_confirm(made, others_than(user, by))
    else:
        give(made, by=by)
    return made


@transaction.atomic
def confirm(grant, *, by):
    """The second administrator agrees. Raises RoleError for the requester, for the person
    themselves, for a grant that waits no longer, and for one that has waited REQUEST_LIFETIME or
    whose requester is no administrator any longer."""
    user, by, grant = lock(grant, by)
    ensure_another_administrator(user, by)
    if grant.asked_by_id == by.pk:
        raise RoleError(_("A second administrator has to confirm what you asked for."))
    ensure_waiting(grant)
    ensure_still_meant(grant)
    if not user.is_active:
        raise RoleError(_("This account is closed."))
    grant.decided_by, grant.decided_at = by, timezone.now()
    give(grant, by=by)
    return grant


@transaction.atomic
def decline(grant, *, by):
    """An administrator declines; the requester withdraws it this way. Raises RoleError for a
    grant that waits no longer."""
    _user, by, grant = lock(grant, by)
    ensure_administrator(by)
    ensure_waiting(grant)
    grant.state = State.WITHDRAWN if grant.asked_by_id == by.pk else State.DECLINED
    grant.decided_by, grant.decided_at = by, timezone.now()
    grant.save()
    return grant


@transaction.atomic
def revoke(user, role, *, by):
    """Take a role away, at once and without a second person; False if the person had it not.

    Raises RoleError where it would leave the site without an administrator."""
    role = StaffRole(role)
    user, by = lock_people(user, by)
    ensure_administrator(by)
    if not holds(user, role):
        return False
    if role == StaffRole.ADMINISTRATOR:
        ensure_administrators_stay(user)
    before = roles_of(user)
    if role == StaffRole.ADMINISTRATOR:
        User.objects.filter(pk=user.pk).update(is_superuser=False, is_staff=False)
        user.is_superuser = user.is_staff = False
        withdraw_requests(RoleGrant.objects.filter(asked_by=user), by)
    else:
        user.groups.remove(Group.objects.get(name=role))
    granted = user.role_grants.filter(role=role, state=State.GRANTED)
    granted.update(state=State.REVOKED, revoked_by=by, revoked_at=timezone.now())
    emails.revoked(user, role)
    security_events.record(user, security_events.Kind.RIGHTS, before, roles_of(user), by)
    return True


@transaction.atomic
def set_active(user, active, *, by):
    """Close an account to its person, or open it again; True if it changed. Roles stay as granted
    and sleep meanwhile. Raises RoleError as `revoke`, and for oneself."""
    user, by = lock_people(user, by)
    ensure_another_administrator(user, by)
    if user.is_active == active:
        return False
    if user.is_superuser and not active:
        ensure_administrators_stay(user)
    User.objects.filter(pk=user.pk).update(is_active=active)
    if not active:
        withdraw_requests(RoleGrant.objects.filter(asked_by=user), by)
    security_events.record(user, security_events.Kind.ACTIVE, not active, active, by)
    return True


def give_up_all(user):
    """Every role of somebody who closes their account, and their requests; the names of the
    roles. `user` is locked by `lock_people`; the caller writes the ledger's entry, whose lock comes
    last."""
    before = roles_of(user)
    user.groups.clear()
    user.is_superuser = user.is_staff = False
    User.objects.filter(pk=user.pk).update(is_superuser=False, is_staff=False)
    granted = user.role_grants.filter(state=State.GRANTED)
    granted.update(state=State.REVOKED, revoked_by=user, revoked_at=timezone.now())
    withdraw_requests(RoleGrant.objects.filter(Q(asked_by=user) | Q(user=user)), user)
    return before


def withdraw_requests(grants, by):
    """Those that still wait."""
    grants.waiting().update(state=State.WITHDRAWN, decided_by=by, decided_at=timezone.now())


def give(grant, *, by):
    """The right itself, with its entry in the ledger."""
    user = grant.user
    before = roles_of(user)
    grant.state = State.GRANTED
    grant.decided_at = grant.decided_at or timezone.now()
    grant.save()
    if grant.role == StaffRole.ADMINISTRATOR:
        User.objects.filter(pk=user.pk).update(is_superuser=True, is_staff=True)
        user.is_superuser = user.is_staff = True
    else:
        user.groups.add(Group.objects.get(name=grant.role))
    emails.granted(grant)
    security_events.record(user, security_events.Kind.RIGHTS, before, roles_of(user), by)


def lock_people(user, by):
    """Both as they are now, with all administrators locked: of two who take each other's role
    away at once, one is an administrator no longer when its turn comes."""
    wanted = Q(is_superuser=True) | Q(pk__in=[user.pk, by.pk])
    people = {one.pk: one for one in User.objects.select_for_update().filter(wanted).order_by("pk")}
    return people[user.pk], people[by.pk]


def lock(grant, by):
    user, by = lock_people(grant.user, by)
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    grant.user = user
    return user, by, grant


def ensure_administrator(by):
    if not (by.is_active and by.is_superuser):
        raise RoleError(_("Only an administrator may do this."))


def ensure_another_administrator(user, by):
    ensure_administrator(by)
    if user.pk == by.pk:
        raise RoleError(_("Nobody decides about their own rights: ask another administrator."))


def ensure_waiting(grant):
    if grant.state != State.WAITING:
        raise RoleError(_("This has been decided already."))


def ensure_still_meant(grant):
    asked_by = grant.asked_by
    if asked_by and not (asked_by.is_active and asked_by.is_superuser):
        raise RoleError(
            _("Who asked for this is no administrator any longer: decline it, and ask anew.")
        )
    if timezone.now() - grant.asked_at > REQUEST_LIFETIME:
        raise RoleError(_("This was asked for over 30 days ago: decline it, and ask anew."))


def ensure_administrators_stay(user):
    if is_last_administrator(user):
        raise RoleError(_("The last administrator stays: name another one first."))


def is_last_administrator(user):
    admins = User.objects.filter(is_superuser=True, is_active=True)
    return user.is_superuser and not admins.exclude(pk=user.pk).exists()


def others_than(*people):
    """The administrators who may confirm what these are part of."""
    admins = User.objects.filter(is_superuser=True, is_active=True)
    return admins.exclude(pk__in=[one.pk for one in people])


def holds(user, role):
    return role in roles_of(user)


def roles_of(user):
    """Names of the roles that a user has now, in the sequence of StaffRole."""
    names = set(user.groups.values_list("name", flat=True))
    if user.is_superuser:
        names.add(StaffRole.ADMINISTRATOR.value)
    return [role.value for role in StaffRole if role.value in names]
