"""Sending a booth or a product to its reviewers, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from evidence.actions import record
from evidence.chain import canonical, digest_text
from exhibitors.actions.drafts import content, draft_of, lock
from exhibitors.errors import NotAllowedError


@transaction.atomic
def submit(obj, *, user):
    """Start the review of the latest draft, or resume the one that was returned; its state.

    A second click gives the review that is in progress. Raises NotAllowedError, saying what is
    missing."""
    locked = lock(obj)
    state = locked.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return state
    draft = draft_of(locked)
    if locked.live and not locked.has_unpublished_changes:
        raise NotAllowedError(_("Nothing has been changed since the last approval."))
    if reasons := draft.errors_for_review():
        raise NotAllowedError(*reasons)
    # a row made by an import or in the admin has no revision to review
    if locked.latest_revision is None:
        draft.save_revision(user=user, log_action=True)
        locked.refresh_from_db()
    if state:
        # the same review goes on: the reviewer sees what was asked for
        state.resume(user=user)
    else:
        state = workflow_of(locked).start(locked, user)
    note(locked, locked.latest_revision_id, "submitted", user, content=content_digest(draft))
    return state


@transaction.atomic
def withdraw(obj, *, user):
    """Take a draft back from review so that it can be changed; False if none was waiting."""
    locked = lock(obj)
    state = locked.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return False
    state.cancel(user=user)
    note(locked, locked.latest_revision_id, "withdrawn", user)
    return True


def workflow_of(obj):
    workflow = obj.get_workflow()
    if workflow is None:
        raise NotAllowedError(
            _("The organizers have not set up a review yet. Please contact them.")
        )
    return workflow


def note(obj, revision, kind, user, **facts):
    """An entry in the ledger, which names it "booth kiwi 12" or "product honey-250 7"."""
    model = "booth" if hasattr(obj, "participation_id") else obj._meta.model_name
    record(
        subject=f"{model} {obj.slug} {obj.pk}",
        kind=kind,
        payload={"revision": revision, **facts},
        actor=user,
    )


def content_digest(obj):
    """SHA-256 of what a reviewer reads."""
    return digest_text(canonical([[name, plain(value)] for name, value in content(obj)]))


def plain(value):
    if hasattr(value, "file"):
        return f"picture {value.pk}"
    return [str(each) for each in value] if isinstance(value, list) else str(value or "")
