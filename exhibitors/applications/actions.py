"""A firm applies for a place at an edition; the organizers accept, return or decline."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from evidence.actions import record
from evidence.chain import canonical, digest_text
from exhibitors.actions.booths import open_booth, own_collection
from exhibitors.applications import emails
from exhibitors.errors import NotAllowedError
from exhibitors.models import Application, Exhibitor, Membership, Participation

State = Application.State
RESERVED = {"halls", "invitation", "apply"}  # addresses of the site's own at the same place
FIRM_FIELDS = ("name_zh", "name_en", "country", "kinds_of_trade")
# what the applicant writes
APPLICANT_FIELDS = (*FIRM_FIELDS, "contact_name", "contact_email", "contact_phone", "wish")


def apply(*, user, edition, package, exhibitor=None, **details):
    """Submit an application; one already open at this edition is the answer to a second click,
    or is resubmitted if it was returned.

    exhibitor: of an owner who exhibited before. Raises NotAllowedError where the firm takes
    part already."""
    try:
        with transaction.atomic():
            return _apply(user, edition, package, exhibitor, details)
    except IntegrityError:  # the first click of two won between our look and our writing
        open_application = _open_of(user, edition, exhibitor).first()
        if open_application is None:
            raise
        return open_application


def _apply(user, edition, package, exhibitor, details):
    if exhibitor is not None and exhibitor.participations.accepted().at(edition).exists():
        raise NotAllowedError(_("This exhibitor already takes part in this edition."))
    previous = _open_of(user, edition, exhibitor).select_for_update().first()
    # a second click, or a partner of the firm was first
    if previous is not None and not (previous.is_returned() and previous.applicant_id == user.pk):
        return previous
    now = timezone.now()
    application = previous or Application(applicant=user, edition=edition, turn=0)
    application.package, application.exhibitor = package, exhibitor
    for name in APPLICANT_FIELDS:
        setattr(application, name, details.get(name, ""))
    application.terms_agreed_at = application.submitted_at = now
    application.state, application.reason = State.SUBMITTED, ""
    # part of the emails' keys: each submission is written about once
    application.turn += 1
    application.save()
    emails.submitted(application)
    # the ledger keeps the digest: what was promised can be proved, not read
    texts = [[name, getattr(application, name)] for name in APPLICANT_FIELDS]
    _note(
        application,
        "submitted",
        user,
        package=package.code,
        terms_agreed_at=now,
        content=digest_text(canonical(texts)),
    )
    return application


def _open_of(user, edition, exhibitor):
    """The applicant's own, else one that another owner of the firm has submitted."""
    own = Application.objects.open().filter(edition=edition, applicant=user)
    if exhibitor is None or own.exists():
        return own
    return Application.objects.open().filter(edition=edition, exhibitor=exhibitor)


@transaction.atomic
def withdraw(application, *, user):
    """The applicant changes their mind; False if it was answered for good before."""
    open_ones = Application.objects.open().filter(pk=application.pk)
    if not open_ones.update(state=State.WITHDRAWN):
        return False
    _note(application, "withdrawn", user)
    return True


@transaction.atomic
def accept(application, *, user):
    """Make the firm an exhibitor of the edition: owner, participation, booth draft.

    False if somebody else answered before. Raises NotAllowedError where nobody is left to
    own it."""
    locked = _lock(application)
    if locked is None:
        return False
    if locked.applicant is None or not locked.applicant.is_active:
        raise NotAllowedError(
            _("The applicant has closed the account, so the desk would have no owner.")
        )
    exhibitor = locked.exhibitor or _make_exhibitor(locked)
    own_collection(exhibitor)
    _own(exhibitor, locked)
    # an organizer may have made one by hand already
    participation, _created = Participation.objects.update_or_create(
        exhibitor=exhibitor,
        edition=locked.edition,
        defaults={"package": locked.package, "state": Participation.State.ACCEPTED, "reason": ""},
    )
    open_booth(participation, user=user)
    locked.exhibitor = exhibitor
    _answer(locked, State.ACCEPTED, "", user)
    _note(locked, "accepted", user, exhibitor=exhibitor.slug, package=locked.package.code)
    return True


@transaction.atomic
def return_to_applicant(application, *, user, reason):
    """Return it with a reason: the applicant changes it and hands it in again."""
    return _answer_with_reason(application, State.RETURNED, reason, user)


@transaction.atomic
def decline(application, *, user, reason):
    return _answer_with_reason(application, State.DECLINED, reason, user)


def _own(exhibitor, locked):
    """A new firm gets its owner. One that exhibited before has owners of its own, and those they
    have taken off the desk since does not come back by an old application."""
    owner = {"user": locked.applicant, "role": Membership.Role.OWNER}
    if locked.exhibitor is None:
        Membership.objects.create(exhibitor=exhibitor, **owner)
    elif not exhibitor.memberships.filter(**owner).exists():
        raise NotAllowedError(
            _("The applicant no longer owns this exhibitor; an owner has to apply.")
        )


def _answer_with_reason(application, state, reason, user):
    reason = reason.strip()
    if not reason:
        raise NotAllowedError(_("Give a reason: the applicant reads it."))
    locked = _lock(application)
    if locked is None:
        return False
    _answer(locked, state, reason, user)
    _note(locked, str(state), user, reason=reason)
    return True


def _lock(application):
    """The application, locked, if it still waits for an answer."""
    return Application.objects.waiting().select_for_update().filter(pk=application.pk).first()


def _answer(locked, state, reason, user):
    locked.state, locked.reason = state, reason
    locked.answered_at, locked.answered_by = timezone.now(), user
    locked.save(update_fields=["state", "reason", "answered_at", "answered_by", "exhibitor"])
    emails.answered(locked)


def _make_exhibitor(locked):
    fields = {name: getattr(locked, name) for name in FIRM_FIELDS}
    stem = slugify(locked.name_en)[:50].strip("-") or "exhibitor"
    for n in range(1, 1000):
        slug = stem if n == 1 else f"{stem}-{n}"
        if _is_taken(slug, locked.edition):
            continue
        try:
            with transaction.atomic():
                return Exhibitor.objects.create(slug=slug, **fields)
        except IntegrityError:  # accepted under the same name at this very moment
            continue
    raise NotAllowedError(_("No web address is available for this name."))


def _is_taken(slug, edition):
    """By another exhibitor, or by a page that stands where the booth will."""
    return (
        slug in RESERVED
        or Exhibitor.objects.filter(slug=slug).exists()
        or Page.objects.child_of(edition).filter(slug=slug).exists()
    )


def _note(application, kind, user, **facts):
    record(
        subject=f"application {application.pk}",
        kind=kind,
        payload={"edition": application.edition.slug, "turn": application.turn, **facts},
        actor=user,
    )
