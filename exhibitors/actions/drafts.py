"""Writing drafts. The live page stays as it is; a draft is a revision of its author."""

from django.db import transaction


class StaleDraftError(Exception):
    """Somebody saved after this member had opened the form; `revision` is what they saved."""

    def __init__(self, revision):
        super().__init__(revision.pk)
        self.revision = revision


class LockedDraftError(Exception):
    """It is being reviewed: what the reviewer reads must stay as it is."""


def lock(obj):
    """The object again, locked until the transaction ends: one change at a time."""
    return type(obj).objects.select_for_update().get(pk=obj.pk)


def draft_of(obj):
    """What its author has written last: the latest revision, or the live row where no draft is
    open (a live row may have been changed since by staff or by an import)."""
    if obj.latest_revision_id and obj.has_unpublished_changes:
        return obj.get_latest_revision_as_object()
    return obj


@transaction.atomic
def save_draft(obj, *, user, seen, change):
    """Save `change(draft)` as a revision of a booth or a product; the revision.

    seen: pk of the revision the member's form was made from, or None. The same content again
    (a double click) gives the revision already there. Raises LockedDraftError, StaleDraftError,
    ValidationError."""
    locked = lock(obj)
    if locked.workflow_in_progress:
        raise LockedDraftError
    draft = draft_of(locked)
    before = content(draft)
    change(draft)
    latest = locked.latest_revision
    # before the check for staleness: to say the same as a colleague is no conflict
    if content(draft) == before and latest is not None:
        return latest
    if latest is not None and latest.pk != seen:
        raise StaleDraftError(latest)
    return draft.save_revision(user=user, log_action=True)


def content(obj):
    return [(field.name, field.value) for field in obj.reviewed_fields()]
