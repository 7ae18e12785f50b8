"""What the exhibitors' app knows about a person (the hook `personal_data`)."""

from django.utils.translation import gettext as _

from exhibitors.enquiries import actions as enquiries
from exhibitors.models import Application, Enquiry, ExhibitorEmail, Invitation, Membership


def export(user):
    return {
        "exhibitors": [
            {"exhibitor": membership.exhibitor.name_zh, "role": membership.role}
            for membership in user.memberships.select_related("exhibitor")
        ],
        "applications": [
            {
                "firm": each.name_zh,
                "edition": each.edition.title,
                "state": each.state,
                "contact": [each.contact_name, each.contact_email, each.contact_phone],
            }
            for each in user.applications.select_related("edition")
        ],
        "enquiries": [
            {
                "looked_for": each.wanted,
                "question": each.text,
                "email": each.email,
                "asked_at": each.asked_at.isoformat(),
                "answers": [answer.text for answer in each.answers.all()],
            }
            for each in user.enquiries.prefetch_related("answers")
        ],
    }


def reasons_to_keep(user):
    """An exhibitor is never left without an owner."""
    owned = user.memberships.filter(role=Membership.Role.OWNER).select_related("exhibitor")
    return [
        _("You are the only owner of %(name)s. Please make someone else its owner first.")
        % {"name": membership.exhibitor.name}
        for membership in owned
        if not membership.exhibitor.memberships.filter(role=Membership.Role.OWNER)
        .exclude(user=user)
        .exists()
    ]


def forget(user):
    """Memberships, enquiries, the person's part in applications, and what was sent to their
    address."""
    user.memberships.all().delete()
    enquiries.forget(Enquiry.objects.of_person(user))
    user.applications.open().update(state=Application.State.WITHDRAWN)
    contacts = user.applications.exclude(contact_email="").values_list("contact_email", flat=True)
    ExhibitorEmail.objects.filter(to__in=list(contacts), key__startswith="application:").delete()
    user.applications.update(contact_name="", contact_email="", contact_phone="", wish="")
    # a user without an address must not match all that was sent to none
    if user.email:
        Invitation.objects.filter(email__iexact=user.email).delete()
        ExhibitorEmail.objects.filter(to__iexact=user.email).delete()
