"""What follows a submission or a reviewer's answer: letters, and an entry in the ledger.

Wagtail mails its own notices in the middle of the deed, with links into an admin that exhibitors
never enter. For booths and goods ours take their place; other pages keep Wagtail's."""

from wagtail.admin import signal_handlers as wagtail_mails
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from evidence.actions import record
from exhibitors import emails as letters
from exhibitors.review.actions import content_digest, subject_of

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
    for signal, sender, uid, notifier in WAGTAILS_OWN:
        # under Wagtail's own uid: whichever app gets ready first, only this one is connected
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(but_not_ours(notifier), sender=sender, weak=False, dispatch_uid=uid)


def thing_of(state):
    """The booth or good under review, or None for any other page."""
    thing = getattr(state, "workflow_state", state).content_object
    thing = getattr(thing, "specific", thing)
    return thing if hasattr(thing, "faults_for_review") else None


def but_not_ours(notifier):
    def notify(instance, **kwargs):
        return None if thing_of(instance) else notifier(instance=instance, **kwargs)

    return notify


def waiting(instance, **kwargs):
    if thing := thing_of(instance):
        letters.waiting(thing, instance)


def approved(instance, user=None, **kwargs):
    if thing := thing_of(instance):
        thing = type(thing).objects.get(pk=thing.pk)  # as published a moment ago
        letters.answered(thing, instance, approved=True, reason="")
        note(thing, instance, "approved", user)


def returned(instance, user=None, **kwargs):
    if thing := thing_of(instance):
        reason = instance.current_task_state.comment
        letters.answered(thing, instance, approved=False, reason=reason)
        note(thing, instance, "returned", user, reason=reason)


def note(thing, state, kind, user, **more):
    revision = thing.get_latest_revision()  # a reviewer may mend a word before approving
    record(
        subject=subject_of(thing),
        kind=kind,
        payload={
            "revision": revision.pk,
            "content": content_digest(revision.as_object()),
            **more,
        },
        actor=user,
    )
