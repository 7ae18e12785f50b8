"""What people sign in by. An e-mail address counts only once a link sent to it was opened: what
stands in an account is proved, what is not yet proved waits in its e-mail."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import security_events
from accounts.actions.rows import lock_account
from accounts.emails import Kind, write_email
from accounts.models import AccountEmail
from core.models import User
from core.rate_limits import seconds_to_wait


def ask_to_sign_up(*, address, password, name, language, url):
    """A link that opens the account, or, where there is one, word to its owner; the e-mail.
    None where the address has been written to often enough: strangers must not fill a mailbox."""
    data = {"password": make_password(password), "name": name, "url": url}
    if is_enough(address):
        return None
    return write_email(Kind.SIGN_UP, to=address, language=language, **data)


def is_enough(address):
    """Counts an e-mail that anybody can have sent to an address."""
    return bool(seconds_to_wait("mail_to_address", address))


def used(link):
    """Uses a link; False for all but the first of those who do so at once."""
    changed = AccountEmail.objects.open_links().filter(pk=link.pk)
    return changed.update(used_at=timezone.now(), data={}) == 1


@transaction.atomic
def open_account(link):
    """The account that a link of `ask_to_sign_up` stands for; None where it was used, or where the
    address has got an account meanwhile."""
    if not used(link):
        return None
    user = User(
        email=link.to,
        name=link.data["name"],
        language=link.language,
        password=link.data["password"],
    )
    return user if saved(user) else None


def saved(user, fields=None):
    try:
        with transaction.atomic():
            user.save(update_fields=fields)
    except IntegrityError:  # somebody else has the address by now
        return False
    return True


@transaction.atomic
def change_profile(form):
    """Saves a valid ProfileForm; the e-mail that proves a new address, if one was typed. Raises
    PermissionDenied where the account was closed meanwhile, or what it signs in by changed."""
    user, data = lock_account(form.instance), form.cleaned_data
    email, mobile = form.before[:2]
    wanted = data["email"]
    changes_login = (wanted, data["mobile"]) != (email, mobile)
    if changes_login and (user.email, user.mobile, user.password) != form.before:
        raise PermissionDenied  # the password that the form has checked may be another by now
    user.name, user.language = data["name"], data["language"]
    if changes_login:
        user.mobile, user.email = data["mobile"], email if wanted else None
    user.save(update_fields=["name", "language", "mobile", "email"])
    proposed = propose_address(user, wanted) if form.wants_new_address() else None
    if email and not wanted:
        address_changed(user, email, None)
    if changes_login and mobile != user.mobile:
        mobile_changed(user, mobile, to=email)
    return proposed


def propose_address(user, address):
    """Sends a link to an address, which counts from the moment it is opened; links to others that
    were proposed before are void. None where the address has been written to often enough."""
    if is_enough(address):
        return None
    with transaction.atomic():
        withdraw_proposals(user)
        return write_email(Kind.NEW_ADDRESS, to=address, user=user)


def withdraw_proposals(user):
    AccountEmail.objects.proposed_addresses(user).update(used_at=timezone.now())


@transaction.atomic
def take_address(link):
    """The address a link was sent to becomes its account's; False where the link was used, or
    where the address has got another account meanwhile."""
    user = lock_account(link.user)
    if not used(link):
        return False
    before, user.email = user.email, link.to
    if not saved(user, ["email"]):
        return False
    address_changed(user, before, user.email)
    return True


def mobile_changed(user, before, *, to):
    """Tells the account's address, if it has one: a number signs in as well."""
    if to:
        write_email(Kind.MOBILE_CHANGED, to=to, user=user, new=shown(user.mobile))
    security_events.record(user, security_events.Kind.MOBILE, before, user.mobile, by=user)


def shown(contact):
    """Masked, as the ledger keeps it; "" for none."""
    return security_events.masked(contact)["shown"] if contact else ""


def address_changed(user, before, after):
    """Tells the owner of the old address as well: perhaps somebody else changed it."""
    if before:
        write_email(Kind.ADDRESS_CHANGED, to=before, user=user, new=shown(after))
    security_events.record(user, security_events.Kind.EMAIL, before, after, by=user)
