"""Who works at an exhibitor's desk. There is always an owner left."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.actions import record
from exhibitors import emails
from exhibitors.errors import NotAllowedError
from exhibitors.models import Exhibitor, Invitation, Membership
from exhibitors.models.invitation import LASTS, digest_of, new_token

Role = Membership.Role
OPEN_INVITATIONS = 50  # of one exhibitor at a time: mail goes to addresses of people we don't know


@transaction.atomic
def invite(exhibitor, *, email, role, user):
    """Invite by e-mail for seven days; an open invitation to the same address is replaced.

    Raises NotAllowedError for members and beyond the package."""
    exhibitor = Exhibitor.objects.select_for_update().get(pk=exhibitor.pk)
    # an address is one, however its case is typed
    email = email.lower()
    if exhibitor.memberships.filter(user__email__iexact=email).exists():
        raise NotAllowedError(_("This person is already a member."))
    others = exhibitor.invitations.open().exclude(email__iexact=email)
    seats = exhibitor.package_limit("max_members")
    if seats is not None and exhibitor.memberships.count() + others.count() >= seats:
        raise NotAllowedError(_("Your package includes %(n)d seats; all are taken.") % {"n": seats})
    if others.count() >= OPEN_INVITATIONS:
        raise NotAllowedError(_("Too many invitations are pending; withdraw some first."))
    now = timezone.now()
    # the link in the older email stops working
    exhibitor.invitations.open().filter(email__iexact=email).update(withdrawn_at=now)
    # only its digest is stored; the email has the one copy
    token = new_token()
    invitation = Invitation.objects.create(
        exhibitor=exhibitor,
        email=email,
        role=role,
        digest=digest_of(token),
        invited_by=user,
        expires_at=now + LASTS,
    )
    emails.invitation(invitation, token, user)
    return invitation


@transaction.atomic
def accept(invitation, *, user):
    """Join by an open invitation; the membership. None if it was taken or ended meanwhile."""
    taken = Invitation.objects.open().filter(pk=invitation.pk)
    # the conditional update decides between two clicks
    if not taken.update(accepted_at=timezone.now(), accepted_by=user):
        return None
    membership, created = Membership.objects.get_or_create(
        user=user, exhibitor=invitation.exhibitor, defaults={"role": invitation.role}
    )
    if created:
        note(invitation.exhibitor, "member joined", user, user, invitation.role)
    return membership


@transaction.atomic
def change_role(membership, *, role, user):
    """Give a member another role. Raises NotAllowedError for the last owner."""
    exhibitor, membership = lock_membership(membership)
    if membership is None or membership.role == role:
        return
    ensure_an_owner_stays(exhibitor, membership)
    exhibitor.memberships.filter(pk=membership.pk).update(role=role)
    note(exhibitor, "role changed", membership.user, user, role)


@transaction.atomic
def remove(membership, *, user):
    """Close the desk to a member. Raises NotAllowedError for the last owner."""
    exhibitor, membership = lock_membership(membership)
    if membership is None:
        return
    ensure_an_owner_stays(exhibitor, membership)
    exhibitor.memberships.filter(pk=membership.pk).delete()
    note(exhibitor, "member removed", membership.user, user, membership.role)


def lock_membership(membership):
    """The exhibitor, locked, and the membership as it is now; None if it is gone."""
    # two owners who leave at once would leave none
    exhibitor = Exhibitor.objects.select_for_update().get(pk=membership.exhibitor_id)
    return exhibitor, exhibitor.memberships.filter(pk=membership.pk).first()


def ensure_an_owner_stays(exhibitor, membership):
    others = exhibitor.memberships.filter(role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.exists():
        raise NotAllowedError(_("The last owner can't be removed: name another owner first."))


def note(exhibitor, kind, member, user, role):
    payload = {"member": f"user {member.pk}", "role": role}
    record(subject=f"exhibitor {exhibitor.slug}", kind=kind, payload=payload, actor=user)
