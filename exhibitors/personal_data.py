"""What the exhibitors' room knows about a person (settings.PERSONAL_DATA)."""

from django.utils.translation import gettext as _

from exhibitors.models import Invitation, Letter, Membership


def export(user):
    return {
        "exhibitors": [
            {"exhibitor": membership.exhibitor.name_zh, "role": membership.role}
            for membership in user.memberships.select_related("exhibitor")
        ]
    }


def reasons_to_keep(user):
    """An exhibitor is never left without an owner."""
    owned = user.memberships.filter(role=Membership.Role.OWNER).select_related("exhibitor")
    return [
        _("You are the only owner of %(name)s. Make somebody else its owner first.")
        % {"name": membership.exhibitor.name}
        for membership in owned
        if not membership.exhibitor.memberships.filter(role=Membership.Role.OWNER)
        .exclude(user=user)
        .exists()
    ]


def forget(user):
    """Memberships, and what was sent to the person's address."""
    user.memberships.all().delete()
    if user.email:
        Invitation.objects.filter(email__iexact=user.email).delete()
        Letter.objects.filter(to__iexact=user.email).delete()
