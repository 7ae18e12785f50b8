"""A firm asks for a place at an edition. It becomes an exhibitor only when it is accepted: until
then nobody's name stands on the site."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.language import Named

from .exhibitor import Exhibitor, Membership


class ApplicationQuerySet(models.QuerySet):
    def open(self):
        """Not ended yet: with the organizers, or back with the applicant."""
        return self.filter(state__in=Application.OPEN)

    def waiting(self):
        return self.filter(state=Application.State.SUBMITTED)

    def shown_to(self, user):
        """A person's own, and the open ones that other owners of their firms have submitted."""
        owned = Membership.objects.filter(user=user, role=Membership.Role.OWNER)
        firms = models.Q(exhibitor__in=owned.values("exhibitor"), state__in=Application.OPEN)
        return self.filter(models.Q(applicant=user) | firms)


class Application(Named):
    class State(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    OPEN = (State.SUBMITTED, State.RETURNED)

    # null: an account may be closed while its application waits
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="applications",
        verbose_name=_("applicant"),
    )
    edition = models.ForeignKey(
        "expo.EditionPage", models.PROTECT, related_name="applications", verbose_name=_("edition")
    )
    package = models.ForeignKey("exhibitors.Package", models.PROTECT, verbose_name=_("package"))
    # of a firm that exhibited before; else made when the application is accepted
    exhibitor = models.ForeignKey(
        Exhibitor,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("exhibitor"),
    )
    country = models.CharField(_("country"), max_length=2)  # ISO 3166 alpha-2
    kinds_of_trade = models.CharField(_("kinds of trade"), max_length=200)
    contact_name = models.CharField(_("contact"), max_length=80)
    contact_email = models.EmailField(_("e-mail address"))
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    wish = models.TextField(_("special requests"), max_length=500, blank=True)
    terms_agreed_at = models.DateTimeField(_("rules agreed to at"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.SUBMITTED
    )
    reason = models.TextField(_("reason for the last answer"), blank=True)
    turn = models.PositiveSmallIntegerField(default=1)  # how often it was submitted
    submitted_at = models.DateTimeField(pgettext_lazy("application", "submitted at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        # two clicks, or two owners of one firm, may come at once
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "edition"],
                condition=models.Q(state__in=["submitted", "returned"]),
                name="one_open_application_each",
            ),
            models.UniqueConstraint(
                fields=["exhibitor", "edition"],
                condition=models.Q(state__in=["submitted", "returned"]),
                name="one_open_application_of_an_exhibitor",
            ),
        ]

    def is_open(self):
        return self.state in self.OPEN

    def is_waiting(self):
        return self.state == self.State.SUBMITTED

    def is_returned(self):
        return self.state == self.State.RETURNED

    trade_labels = Exhibitor.trade_labels

    def to(self):
        """Where mail about it goes: the account's address, else the contact's."""
        return (self.applicant and self.applicant.email) or self.contact_email
