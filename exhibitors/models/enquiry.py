"""What somebody looks for and did not find, and what the expo answers."""

import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

ANSWER_DEADLINE = timedelta(days=3)  # with firms; a firm may even have nobody who reads it


def new_token():
    return secrets.token_urlsafe(18)


class EnquirySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def with_state(self):
        answers = EnquiryAnswer.objects.filter(enquiry=OuterRef("pk"))
        forwarded = Enquiry.firms.through.objects.filter(enquiry=OuterRef("pk"))
        return self.annotate(is_answered=Exists(answers), is_forwarded=Exists(forwarded))

    def waiting(self):
        """Open without an answer, and it went to no firm or the firms have kept silent."""
        # a firm may have nobody who reads: then the organizers answer after all
        silent = Q(is_forwarded=False) | Q(asked_at__lt=timezone.now() - ANSWER_DEADLINE)
        return self.with_state().open().filter(silent, is_answered=False)

    def waiting_for(self, exhibitor):
        """Open, forwarded to the firm, which has not answered."""
        answered = EnquiryAnswer.objects.filter(enquiry=OuterRef("pk"), exhibitor=exhibitor)
        return self.open().filter(~Exists(answered), firms=exhibitor)

    def of_person(self, user):
        """Written while signed in, or from the address of the account: to be erased, never to be
        shown, for nobody has proved that the address is his."""
        # PIPL: erasure reaches further than the copy a person may take (R-PRIV-5)
        of_account = Q(user=user)
        return self.filter(of_account | Q(email__iexact=user.email) if user.email else of_account)


class Enquiry(models.Model):
    """Goes to the organizers, who answer or ask the firms that may have it; or to one firm at once.

    token: the asker's page, for those who have the link."""

    token = models.CharField(max_length=32, unique=True, default=new_token)
    form_key = models.UUIDField(unique=True, default=uuid.uuid4)  # a double click asks once
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="enquiries"
    )
    email = models.EmailField(_("e-mail"), db_index=True)
    language = models.CharField(_("language"), max_length=10)
    wanted = models.CharField(_("wanted"), max_length=80)
    text = models.TextField(_("question"), max_length=1000, blank=True)
    firms = models.ManyToManyField("exhibitors.Exhibitor", related_name="enquiries")
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    objects = EnquirySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        indexes = [models.Index(fields=["closed_at", "-asked_at"])]

    def __str__(self):
        return self.wanted

    def is_open(self):
        return self.closed_at is None

    def state_label(self):
        """Of one read `with_state`."""
        if self.closed_at:
            return pgettext("enquiry", "closed")
        if self.is_answered:
            return _("answered")
        return (
            _("forwarded to exhibitors") if self.is_forwarded else _("waiting for the organizers")
        )

    state_label.short_description = _("state")


class EnquiryAnswer(models.Model):
    """exhibitor: whose answer it is; none for the organizers'."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="answers")
    exhibitor = models.ForeignKey(
        "exhibitors.Exhibitor", models.CASCADE, null=True, related_name="enquiry_answers"
    )
    form_key = models.UUIDField(unique=True)  # a double click answers once
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("answer"), max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
