"""Who serves at a center's counter: chosen by organizers among those whose role is granted, never
by anybody for themselves, and kept in the evidence ledger."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from accounts import security_events
from core.models import User


class CenterForm(WagtailAdminModelForm):
    def clean_staff(self):
        staff = self.cleaned_data["staff"]
        user = self.for_user
        if user in staff and user.pk not in staff_of(self.instance):
            raise ValidationError(_("Nobody puts themselves on a counter's list: ask a colleague."))
        return staff


def staff_of(center):
    """Keys of those who serve at a center's counter."""
    return set(center.staff.values_list("pk", flat=True)) if center.pk else set()


def record_staff(center, *, before, by):
    """An entry for everybody who came to this counter or left it."""
    after = staff_of(center)
    for user in User.objects.filter(pk__in=before ^ after).order_by("pk"):
        at = f"counter {center.slug}"
        was, now = ([at] if user.pk in people else [] for people in (before, after))
        security_events.record(user, security_events.Kind.RIGHTS, was, now, by)
