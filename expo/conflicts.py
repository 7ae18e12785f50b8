"""Two things in one place or at one time: refused, or saved for a reason that is kept.

A stand that overlaps another, a session whose room or speaker is taken."""

from collections.abc import Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

ACTION = "expo.conflict_overridden"


class Overridable(models.Model):
    """`overridden`: keys of the others that the reason was given for; one more asks again.
    `place`: the field of what two of them would share, and which is locked to save one."""

    place: str

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

    def lock_place(self):
        """Within a transaction: nobody else saves one there meanwhile."""
        model = self._meta.get_field(self.place).related_model
        key = getattr(self, f"{self.place}_id")
        list(model.objects.select_for_update().filter(pk=key).values("pk"))


class ConflictForm:
    """Mixed into the admin's form of an Overridable model, which says what is in the way by
    `conflicts()`: a sentence by the other object."""

    new_conflicts: Sequence[str] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._overridden_before = [*self.instance.overridden]

    def _post_clean(self):
        """Judged once the row is known to be valid by itself."""
        super()._post_clean()
        if not self.errors:
            self.judge(self.conflicts())

    def judge(self, conflicts):
        """Every conflict is covered by a reason given for it here, or on the other object."""
        edited = self.instance
        own = {other.pk: text for other, text in conflicts.items() if not covers(other, edited)}
        self.new_conflicts = [own[pk] for pk in own if pk not in self._overridden_before]
        reason = self.cleaned_data["override_reason"].strip()
        # an old reason was given for something else
        is_old = self.new_conflicts and reason == self.initial.get("override_reason")
        if own and (is_old or not reason):
            hint = _("Change it, or give a reason for the exception here.")
            self.add_error("override_reason", [*(self.new_conflicts or own.values()), hint])
            return
        edited.override_reason = reason if conflicts else ""
        edited.overridden = sorted(other.pk for other in conflicts)


def covers(other, edited):
    """Has `other` a reason of its own that was given for its conflict with `edited`?"""
    return bool(other.override_reason) and edited.pk in other.overridden


class SavesOverridable:
    """Mixed into the admin's views: what others have saved meanwhile is in the way too, and an
    exception stands in the object's history with its reason."""

    def form_valid(self, form):
        with transaction.atomic():
            form.instance.lock_place()
            form.judge(form.conflicts())
            if form.errors:
                self.is_valid(form)  # notes for the page that it is not
                return self.form_invalid(form)
            return super().form_valid(form)

    def save_instance(self):
        instance = super().save_instance()
        end_other_exceptions(instance)
        if self.form.new_conflicts:
            facts = {"conflicts": self.form.new_conflicts, "reason": instance.override_reason}
            log(instance, ACTION, user=self.request.user, data=facts)
        return instance


def end_other_exceptions(instance):
    """A reason on another object that covered a conflict with this one, which is over: it must not
    cover the next."""
    for other in type(instance).objects.exclude(pk=instance.pk).exclude(overridden=[]):
        if instance.pk in other.overridden and other.pk not in instance.overridden:
            other.overridden.remove(instance.pk)
            other.override_reason = other.override_reason if other.overridden else ""
            other.save(update_fields=["overridden", "override_reason"])


class OverrideFormatter(LogFormatter):
    label = gettext_lazy("Save in spite of a conflict")

    def format_message(self, entry):
        facts = {"conflicts": " ".join(entry.data["conflicts"]), "reason": entry.data["reason"]}
        return _("%(conflicts)s Saved for this reason: %(reason)s") % facts

    def format_comment(self, entry):
        return ""
