"""Two things in one place or at one time: refused, or saved for a reason that is kept.

A stand that overlaps another, a session whose room or speaker is taken."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

ACTION = "expo.conflict_overridden"


class Overridable(models.Model):
    """`overridden`: keys of the others that the reason was given for; one more asks again."""

    override_reason = models.CharField(
        gettext_lazy("reason for an exception"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy(
            "Needed only to save in spite of a conflict; it is kept in the history."
        ),
    )
    overridden = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True


class ConflictForm:
    """Mixed into the admin's form of an Overridable model, which says what is in the way by
    `conflicts()`: a sentence by the other object."""

    new_conflicts: Sequence[str] = ()

    def _post_clean(self):
        """Judged once the row is known to be valid by itself."""
        super()._post_clean()
        if not self.errors:
            self.judge(self.conflicts())

    def judge(self, conflicts):
        """Every conflict is covered by a reason given for it here, or on the other object."""
        edited = self.instance
        covered = set(edited.overridden)
        covered |= {other.pk for other in conflicts if edited.pk in other.overridden}
        self.new_conflicts = [text for other, text in conflicts.items() if other.pk not in covered]
        reason = edited.override_reason.strip()
        # an old reason was given for something else
        if self.new_conflicts and (not reason or reason == self.initial.get("override_reason")):
            hint = _("Change it, or give a reason for the exception here.")
            self.add_error("override_reason", [*self.new_conflicts, hint])
            return
        edited.override_reason = reason if conflicts else ""
        edited.overridden = sorted(other.pk for other in conflicts)


class LogsOverrides:
    """Mixed into the admin's views: an exception stands in the object's history with its reason."""

    def save_instance(self):
        instance = super().save_instance()
        if self.form.new_conflicts:
            facts = {"conflicts": self.form.new_conflicts, "reason": instance.override_reason}
            log(instance, ACTION, user=self.request.user, data=facts)
        return instance


class OverrideFormatter(LogFormatter):
    label = gettext_lazy("Save in spite of a conflict")

    def format_message(self, entry):
        facts = {"conflicts": " ".join(entry.data["conflicts"]), "reason": entry.data["reason"]}
        return _("%(conflicts)s Saved for this reason: %(reason)s") % facts

    def format_comment(self, entry):
        return ""
