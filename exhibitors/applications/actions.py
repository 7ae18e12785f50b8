"""A firm applies for a place at an edition; the organizers accept, return or decline."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from evidence.actions import record
from evidence.chain import canonical, digest_text
from exhibitors.actions.booths import open_booth, own_collection
from exhibitors.applications import emails as letters
from exhibitors.errors import Refused
from exhibitors.models import Application, Exhibitor, Membership, Participation

State = Application.State
RESERVED = {"halls", "invitation", "apply"}  # addresses of the site's own at the same place
WORDS = (  # what the applicant writes
    "name_zh",
    "name_en",
    "country",
    "kinds_of_trade",
    "contact_name",
    "contact_email",
    "contact_phone",
    "wish",
)


def apply(*, user, edition, package, exhibitor=None, **words):
    """Hand in an application; one already open at this edition is the answer to a second click,
    or is handed in again if it was returned.

    exhibitor: of an owner who exhibited before. Raises Refused where the firm is in already."""
    try:
        with transaction.atomic():
            return _apply(user, edition, package, exhibitor, words)
    except IntegrityError:  # the first click of two won between our look and our writing
        found = _open_of(user, edition, exhibitor).first()
        if found is None:
            raise
        return found


def _apply(user, edition, package, exhibitor, words):
    if exhibitor is not None and exhibitor.participations.accepted().at(edition).exists():
        raise Refused(_("This exhibitor takes part in this edition already."))
    found = _open_of(user, edition, exhibitor).select_for_update().first()
    if found is not None and not (found.is_returned() and found.applicant_id == user.pk):
        return found
    now = timezone.now()
    application = found or Application(applicant=user, edition=edition, turn=0)
    application.package, application.exhibitor = package, exhibitor
    for name in WORDS:
        setattr(application, name, words.get(name, ""))
    application.terms_agreed_at = application.submitted_at = now
    application.state, application.reason = State.SUBMITTED, ""
    application.turn += 1
    application.save()
    letters.submitted(application)
    _note(
        application,
        "submitted",
        user,
        package=package.code,
        terms_agreed_at=now,
        content=digest_text(canonical([[name, getattr(application, name)] for name in WORDS])),
    )
    return application


def _open_of(user, edition, exhibitor):
    """The applicant's own, else one that another owner of the firm has handed in."""
    mine = Application.objects.open().filter(edition=edition, applicant=user)
    if exhibitor is None or mine.exists():
        return mine
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

    False if somebody else answered before. Raises Refused where nobody is left to own it."""
    held = _hold(application)
    if held is None:
        return False
    if held.applicant is None or not held.applicant.is_active:
        raise Refused(_("The applicant has closed the account; nobody would own the desk."))
    exhibitor = held.exhibitor or _make_exhibitor(held)
    own_collection(exhibitor)
    _own(exhibitor, held)
    participation, _created = Participation.objects.update_or_create(
        exhibitor=exhibitor,
        edition=held.edition,
        defaults={"package": held.package, "state": Participation.State.ACCEPTED, "reason": ""},
    )
    open_booth(participation, user=user)
    held.exhibitor = exhibitor
    _answer(held, State.ACCEPTED, "", user)
    _note(held, "accepted", user, exhibitor=exhibitor.slug, package=held.package.code)
    return True


@transaction.atomic
def turn_back(application, *, user, reason):
    """Return it with a reason: the applicant changes it and hands it in again."""
    return _answer_with_reason(application, State.RETURNED, reason, user)


@transaction.atomic
def decline(application, *, user, reason):
    return _answer_with_reason(application, State.DECLINED, reason, user)


def _own(exhibitor, held):
    """A new firm gets its owner. One that exhibited before has owners of its own, and whoever they
    have taken off the desk since does not come back by an old application."""
    owner = {"user": held.applicant, "role": Membership.Role.OWNER}
    if held.exhibitor is None:
        Membership.objects.create(exhibitor=exhibitor, **owner)
    elif not exhibitor.memberships.filter(**owner).exists():
        raise Refused(_("The applicant owns this exhibitor no longer; an owner has to apply."))


def _answer_with_reason(application, state, reason, user):
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why: the applicant reads it."))
    held = _hold(application)
    if held is None:
        return False
    _answer(held, state, reason, user)
    _note(held, str(state), user, reason=reason)
    return True


def _hold(application):
    """The application, locked, if it still waits for an answer."""
    return Application.objects.waiting().select_for_update().filter(pk=application.pk).first()


def _answer(held, state, reason, user):
    held.state, held.reason = state, reason
    held.answered_at, held.answered_by = timezone.now(), user
    held.save(update_fields=["state", "reason", "answered_at", "answered_by", "exhibitor"])
    letters.answered(held)


def _make_exhibitor(held):
    fields = {
        name: getattr(held, name) for name in ("name_zh", "name_en", "country", "kinds_of_trade")
    }
    stem = slugify(held.name_en)[:50].strip("-") or "exhibitor"
    for n in range(1, 1000):
        slug = stem if n == 1 else f"{stem}-{n}"
        if _is_taken(slug, held.edition):
            continue
        try:
            with transaction.atomic():
                return Exhibitor.objects.create(slug=slug, **fields)
        except IntegrityError:  # accepted under the same name at this very moment
            continue
    raise Refused(_("No address is left for this name."))


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
