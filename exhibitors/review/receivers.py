"""What follows a submission or a reviewer's answer: emails, and an entry in the ledger.

Wagtail mails its own notices in the middle of the action, with links into an admin that exhibitors
never enter. For booths and products ours take their place; other pages keep Wagtail's."""

from wagtail.admin import signal_handlers as wagtail_mails
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from exhibitors import emails
from exhibitors.actions.booths import follow_in_other_languages
from exhibitors.models import BoothPage
from exhibitors.review.actions import content_digest, note

WAGTAILS_OWN = (  # signal, sender, Wagtail's dispatch_uid and notifier
    (
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        wagtail_mails.task_submission_email_notifier,
    ),
    (
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        wagtail_mails.workflow_submission_email_notifier,
    ),
    (
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        wagtail_mails.workflow_approval_email_notifier,
    ),
    (
        workflow_rejected,
        WorkflowState,
        "workflow_state_rejected_email_notification",
        wagtail_mails.workflow_rejection_email_notifier,
    ),
)


def connect():
    task_submitted.connect(waiting, sender=TaskState, dispatch_uid="exhibitors.pending")
    workflow_approved.connect(approved, sender=WorkflowState, dispatch_uid="exhibitors.approved")
    workflow_rejected.connect(returned, sender=WorkflowState, dispatch_uid="exhibitors.returned")
    page_published.connect(booth_published, dispatch_uid="exhibitors.booth_published")
    for signal, sender, uid, notifier in WAGTAILS_OWN:
        # under Wagtail's own uid: whichever app gets ready first, only this one is connected
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(unless_reviewed_here(notifier), sender=sender, weak=False, dispatch_uid=uid)


def reviewed_object(state):
    """The booth or product under review, or None for any other page."""
    obj = getattr(state, "workflow_state", state).content_object
    obj = getattr(obj, "specific", obj)
    return obj if hasattr(obj, "errors_for_review") else None


def unless_reviewed_here(notifier):
    def notify(instance, **kwargs):
        return None if reviewed_object(instance) else notifier(instance=instance, **kwargs)

    return notify


def waiting(instance, **kwargs):
    if obj := reviewed_object(instance):
        emails.waiting(obj, instance)


def approved(instance, user=None, **kwargs):
    if obj := reviewed_object(instance):
        obj = type(obj).objects.get(pk=obj.pk)  # as published a moment ago
        emails.answered(obj, instance, approved=True, reason="")
        note_answer(obj, instance, "approved", user)


def returned(instance, user=None, **kwargs):
    if obj := reviewed_object(instance):
        reason = instance.current_task_state.comment
        emails.answered(obj, instance, approved=False, reason=reason)
        note_answer(obj, instance, "returned", user, reason=reason)


def booth_published(sender, instance, **kwargs):
    """By review or by hand: the booth's English page is there."""
    if isinstance(instance, BoothPage) and instance.alias_of_id is None:
        follow_in_other_languages(instance)


def note_answer(obj, state, kind, user, **facts):
    revision = state.current_task_state.revision
    note(obj, revision.pk, kind, user, content=content_digest(revision.as_object()), **facts)
