"""E-mails about roles: to the person what changed and what to do next, to administrators what waits
for them. Written with the change, and sent afterwards in each reader's language."""

from accounts.emails import write_email
from accounts.models import AccountEmail

Kind = AccountEmail.Kind


def to_confirm(grant, administrators):
    person, asked_by = named(grant.user), named(grant.asked_by)
    for admin in administrators:
        write_email(
            Kind.ROLE_TO_CONFIRM, user=admin, role=grant.role, person=person, asked_by=asked_by
        )


def named(user):
    """With what nobody else signs in by: anybody may bear a colleague's name."""
    return f"{user.get_full_name()} <{user.email or user.mobile}>"


def granted(grant):
    write_email(Kind.ROLE_GRANTED, user=grant.user, role=grant.role)


def revoked(user, role):
    write_email(Kind.ROLE_REVOKED, user=user, role=str(role))
