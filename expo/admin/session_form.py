"""A room holds one session at a time, and nobody speaks in two at once."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from expo.conflicts import ConflictForm


class SessionForm(ConflictForm, WagtailAdminModelForm):
    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The session must end after it begins."))
        self.check_place(data)
        return data

    def check_place(self, data):
        """A stand lies in the session's hall, or says which that is."""
        stand, edition, hall = data.get("stand"), data.get("edition"), data.get("hall")
        owner = edition and edition.edition.pk
        if owner and hall and hall.edition_id != owner:
            self.add_error("hall", _("This hall is not at the session's edition."))
            return
        if stand is None:
            return
        if owner and stand.hall.edition_id != owner:
            self.add_error("stand", _("This stand is not at the session's edition."))
        elif hall and stand.hall_id != hall.pk:
            self.add_error("stand", _("This stand is not in the session's hall."))
        else:
            data["hall"] = stand.hall

    def conflicts(self):
        speakers = set(self.cleaned_data["speakers"])
        conflicts = {}
        for other in self.instance.at_the_same_time().prefetch_related("speakers"):
            texts = [taken(speaker.name, other) for speaker in speakers & {*other.speakers.all()}]
            if self.instance.shares_room_with(other):
                texts.insert(0, taken(self.instance.room, other))
            if texts:
                conflicts[other] = " ".join(texts)
        return conflicts


def taken(what, other):
    """what: a room or a speaker."""
    starts, ends = timezone.localtime(other.starts_at), timezone.localtime(other.ends_at)
    return _("%(what)s is taken by “%(session)s” from %(starts)s to %(ends)s.") % {
        "what": what,
        "session": other.title,
        "starts": f"{starts:%Y-%m-%d %H:%M}",
        "ends": f"{ends:%H:%M}",
    }
