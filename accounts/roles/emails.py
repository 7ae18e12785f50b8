"""E-mails about roles: to the person what changed and what to do next, to administrators what waits
for them. Written with the change, and sent afterwards in each reader's language."""

from accounts.emails import write_email
from accounts.models import AccountEmail

Kind = AccountEmail.Kind


def to_confirm(grant, administrators):
    person, asked_by = grant.user.get_full_name(), grant.asked_by.get_full_name()
    for admin in administrators:
        write_email(
            Kind.ROLE_TO_CONFIRM, user=admin, role=grant.role, person=person, asked_by=asked_by
        )


def granted(grant):
    write_email(Kind.ROLE_GRANTED, user=grant.user, role=grant.role)


def revoked(user, role):
    write_email(Kind.ROLE_REVOKED, user=user, role=str(role))
