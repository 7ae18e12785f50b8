"""Sending a booth or a good to its reviewers, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from evidence.actions import record
from evidence.chain import canonical, digest_text
from exhibitors.actions.drafts import content, draft_of, hold
from exhibitors.errors import Refused


@transaction.atomic
def submit(thing, *, user):
    """Start the review of the latest draft, or resume the one that was returned; its state.

    A second click gives the review already under way. Raises Refused with what is missing."""
    held = hold(thing)
    state = held.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return state
    draft = draft_of(held)
    if held.live and not held.has_unpublished_changes:
        raise Refused(_("Nothing has been changed since the last approval."))
    if reasons := draft.faults_for_review():
        raise Refused(*reasons)
    if held.latest_revision is None:
        draft.save_revision(user=user, log_action=True)
        held.refresh_from_db()
    if state:
        state.resume(user=user)
    else:
        state = workflow_of(held).start(held, user)
    record(
        subject=subject_of(held),
        kind="submitted",
        payload={"revision": held.latest_revision_id, "content": content_digest(draft)},
        actor=user,
    )
    return state


@transaction.atomic
def withdraw(thing, *, user):
    """Take a draft back from review so that it can be changed; False if none was waiting."""
    held = hold(thing)
    state = held.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return False
    state.cancel(user=user)
    record(
        subject=subject_of(held),
        kind="withdrawn",
        payload={"revision": held.latest_revision_id},
        actor=user,
    )
    return True


def workflow_of(thing):
    workflow = thing.get_workflow()
    if workflow is None:
        raise Refused(_("The organizers have not set up a review yet. Please tell them."))
    return workflow


def subject_of(thing):
    """How the ledger names it: "booth kiwi 12", "product honey-250 7"."""
    kind = "booth" if hasattr(thing, "participation_id") else thing._meta.model_name
    return f"{kind} {thing.slug} {thing.pk}"


def content_digest(thing):
    """SHA-256 of what a reviewer reads."""
    return digest_text(canonical([[name, plain(value)] for name, value in content(thing)]))


def plain(value):
    if hasattr(value, "file"):
        return f"picture {value.pk}"
    return [str(each) for each in value] if isinstance(value, list) else str(value or "")
