"""An enquiry is received, forwarded to firms, answered, closed. A second click does nothing."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibitors.enquiries import emails
from exhibitors.errors import NotAllowedError
from exhibitors.models import Enquiry, EnquiryAnswer, ExhibitorEmail

MAX_FIRMS = 10  # that one enquiry goes to: more would be a circular


@transaction.atomic
def ask(*, form_key, wanted, text, email, language, user=None, firm=None):
    """The enquiry, new or of the click before. firm: gets it at once, without the organizers."""
    fields = {"wanted": wanted, "text": text, "email": email, "language": language, "user": user}
    enquiry, new = Enquiry.objects.get_or_create(form_key=form_key, defaults=fields)
    if new:
        emails.received(enquiry)
        if firm:
            enquiry.firms.add(firm)
            emails.forwarded(enquiry, firm)
        else:
            emails.waiting(enquiry)
    return enquiry


@transaction.atomic
def forward(enquiry, firms):
    """The firms newly added. Raises NotAllowedError when it is closed or goes to too many."""
    enquiry = _open(enquiry)
    already = set(enquiry.firms.values_list("pk", flat=True))
    new = [firm for firm in firms if firm.pk not in already]
    if len(already) + len(new) > MAX_FIRMS:
        raise NotAllowedError(_("An enquiry goes to %(n)d exhibitors at most.") % {"n": MAX_FIRMS})
    enquiry.firms.add(*new)
    for firm in new:
        emails.forwarded(enquiry, firm)
    return new


@transaction.atomic
def answer(enquiry, *, form_key, text, user, exhibitor=None):
    """The answer, new or of the click before; the asker gets it by mail. Raises
    NotAllowedError when the enquiry is closed."""
    enquiry = _open(enquiry)
    fields = {"enquiry": enquiry, "exhibitor": exhibitor, "by": user, "text": text}
    written, new = EnquiryAnswer.objects.get_or_create(form_key=form_key, defaults=fields)
    if new:
        emails.answered(written)
    return written


def close(enquiry):
    """Nothing more is answered; whether it was open."""
    return bool(Enquiry.objects.open().filter(pk=enquiry.pk).update(closed_at=timezone.now()))


def forget_old(before):
    """Enquiries from before that moment; the number (the table is `accounts/retention.py`)."""
    return forget(Enquiry.objects.filter(asked_at__lt=before))


def forget(enquiries):
    """They, their answers, and the mails about them, which name the asker too; the number."""
    pks = list(enquiries.values_list("pk", flat=True))
    for pk in pks:
        with transaction.atomic():
            # an email knows its enquiry by its key alone
            ExhibitorEmail.objects.filter(key__startswith=f"enquiry:{pk}:").delete()
            Enquiry.objects.filter(pk=pk).delete()
    return len(pks)


def _open(enquiry):
    """Locked until the transaction ends."""
    locked = Enquiry.objects.open().select_for_update().filter(pk=enquiry.pk).first()
    if locked is None:
        raise NotAllowedError(_("This enquiry is closed."))
    return locked
