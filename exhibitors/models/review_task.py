from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, TaskState

from exhibitors.errors import NotAllowedError


class ReturnForm(TaskStateCommentForm):
    """The exhibitor reads the reason at the desk and by e-mail."""

    comment = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The exhibitor reads it: say what must be changed."),
    )


class ReviewTask(AbstractGroupApprovalTask):
    """The step in which reviewers read a booth or a product, and approve it or return it with a
    reason. What they read stays as its exhibitor has written it."""

    class Meta:
        verbose_name = gettext_lazy("review of booths and goods")
        verbose_name_plural = gettext_lazy("reviews of booths and goods")

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve, or return with a reason")

    def get_form_for_action(self, action):
        return ReturnForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Nothing happens to what somebody else has answered, or its exhibitor withdrawn, a moment
        ago. Raises NotAllowedError for a return without a reason."""
        if action_name == "reject" and not (kwargs.get("comment") or "").strip():
            raise NotAllowedError(_("Give a reason: the exhibitor reads what must be changed."))
        reviewed = task_state.workflow_state.content_object
        # the same lock as of drafts and submissions: one change at a time
        list(type(reviewed).objects.select_for_update().filter(pk=reviewed.pk))
        state = TaskState.objects.get(pk=task_state.pk).specific
        if state.status == TaskState.STATUS_IN_PROGRESS:
            super().on_action(state, user, action_name, **kwargs)
