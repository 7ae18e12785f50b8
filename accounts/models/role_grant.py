from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import groups

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


class StaffRole(models.TextChoices):
    """What people do for the expo: the five groups by their names, and its administrators."""

    ORGANIZER = groups.ORGANIZERS, pgettext_lazy("role", "Organizers")
    REVIEWER = groups.REVIEWERS, pgettext_lazy("role", "Reviewers")
    CLERK = groups.CLERKS, pgettext_lazy("role", "Clearance clerks")
    COUNTER = groups.COUNTER, pgettext_lazy("role", "Counter staff")
    OFFICE = groups.OFFICE, pgettext_lazy("role", "Office")
    ADMINISTRATOR = "Administrators", pgettext_lazy("role", "Administrators")

    @property
    def needs_confirmation(self):
        """Does a second administrator have to agree? Where goods, money, customs or the rights
        of others are within reach."""
        return self not in (StaffRole.ORGANIZER, StaffRole.REVIEWER)


CONFIRMED = [role.value for role in StaffRole if role.needs_confirmation]


class RoleGrantQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=RoleGrant.State.WAITING)

    def open(self):
        return self.filter(state__in=[RoleGrant.State.WAITING, RoleGrant.State.GRANTED])


class RoleGrant(models.Model):
    """How somebody came to a role, or did not: requested by one administrator, where the role
    needs it confirmed by another, revoked by any. The right itself is the group, or
    `is_superuser`; this is its history."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("grant", "waiting for confirmation")
        GRANTED = "granted", pgettext_lazy("grant", "granted")
        DECLINED = "declined", pgettext_lazy("grant", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("grant", "withdrawn")
        REVOKED = "revoked", pgettext_lazy("grant", "revoked")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants", verbose_name=_("user")
    )
    role = models.CharField(pgettext_lazy("role", "role"), max_length=40, choices=StaffRole.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.WAITING
    )
    # nobody: on the server's command line, or before roles were granted here
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    asked_at = models.DateTimeField(auto_now_add=True)
    # who confirmed, declined or withdrew it; nobody where the role needs no second person
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    decided_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    revoked_at = models.DateTimeField(null=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("granted role")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(state__in=["waiting", "granted"]),
                name="one_open_grant_of_a_role",
            ),
            # whatever a form or a script does: nobody decides about themselves, or alone
            models.CheckConstraint(
                condition=~Q(state="granted")
                | (
                    (Q(asked_by=None) | ~Q(asked_by=F("user")))
                    & (Q(decided_by=None) | ~Q(decided_by=F("user")))
                ),
                name="no_role_granted_to_oneself",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted")
                | Q(asked_by=None)
                | (Q(decided_by=None) & ~Q(role__in=CONFIRMED))
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="confirmed_by_a_second_person",
            ),
        ]

    @property
    def label(self):
        return StaffRole(self.role).label
