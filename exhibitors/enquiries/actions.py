"""An enquiry is asked, handed on to firms, answered, closed. A repeated click repeats nothing."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibitors.enquiries import emails as letters
from exhibitors.errors import Refused
from exhibitors.models import Enquiry, EnquiryAnswer, Letter

MOST_FIRMS = 10  # asked about one enquiry: more would be a circular


@transaction.atomic
def ask(*, form_key, wanted, text, email, language, user=None, firm=None):
    """The enquiry, new or of the click before. firm: asked at once, without the organizers."""
    words = {"wanted": wanted, "text": text, "email": email, "language": language, "user": user}
    enquiry, new = Enquiry.objects.get_or_create(form_key=form_key, defaults=words)
    if new:
        letters.asked(enquiry)
        if firm:
            enquiry.firms.add(firm)
            letters.handed_on(enquiry, firm)
        else:
            letters.waiting(enquiry)
    return enquiry


@transaction.atomic
def hand_on(enquiry, firms):
    """The firms newly asked. Raises Refused when it is closed or too many would be asked."""
    enquiry = _open(enquiry)
    asked = set(enquiry.firms.values_list("pk", flat=True))
    new = [firm for firm in firms if firm.pk not in asked]
    if len(asked) + len(new) > MOST_FIRMS:
        raise Refused(_("At most %(n)d firms are asked about one enquiry.") % {"n": MOST_FIRMS})
    enquiry.firms.add(*new)
    for firm in new:
        letters.handed_on(enquiry, firm)
    return new


@transaction.atomic
def answer(enquiry, *, form_key, text, user, exhibitor=None):
    """The answer, new or of the click before; the asker gets it by mail. Raises Refused when the
    enquiry is closed."""
    enquiry = _open(enquiry)
    words = {"enquiry": enquiry, "exhibitor": exhibitor, "by": user, "text": text}
    written, new = EnquiryAnswer.objects.get_or_create(form_key=form_key, defaults=words)
    if new:
        letters.answered(written)
    return written


def close(enquiry):
    """Nothing more is answered; whether it was open."""
    return bool(Enquiry.objects.open().filter(pk=enquiry.pk).update(closed_at=timezone.now()))


def forget_old(before):
    """What was asked before that moment; the number (the table is `accounts/retention.py`)."""
    return forget(Enquiry.objects.filter(asked_at__lt=before))


def forget(enquiries):
    """They, their answers, and the mails about them, which name the asker too; the number."""
    pks = list(enquiries.values_list("pk", flat=True))
    for pk in pks:
        with transaction.atomic():
            Letter.objects.filter(key__startswith=f"enquiry:{pk}:").delete()
            Enquiry.objects.filter(pk=pk).delete()
    return len(pks)


def _open(enquiry):
    """Locked until the deed is done."""
    found = Enquiry.objects.open().select_for_update().filter(pk=enquiry.pk).first()
    if found is None:
        raise Refused(_("This enquiry is closed."))
    return found
