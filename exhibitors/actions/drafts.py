"""Writing drafts. The live page stays as it is; a draft is a revision by whoever wrote it."""

from django.db import transaction


class Stale(Exception):
    """Somebody saved after this member had opened the form; `revision` is what they saved."""

    def __init__(self, revision):
        super().__init__(revision.pk)
        self.revision = revision


class Locked(Exception):
    """It is being reviewed: what the reviewer reads must stay as it is."""


def hold(thing):
    """The thing again, locked until the transaction ends: booths and goods change one by one."""
    return type(thing).objects.select_for_update().get(pk=thing.pk)


def draft_of(thing):
    """What its author has written last: the latest revision, or the live row where no draft is
    open (a live row may have been changed since by staff or by an import)."""
    if thing.latest_revision_id and thing.has_unpublished_changes:
        return thing.get_latest_revision_as_object()
    return thing


@transaction.atomic
def save_draft(thing, *, user, seen, change):
    """Save `change(draft)` as a revision of a booth or a good; the revision.

    seen: pk of the revision the member's form was made from, or None. The same content again
    (a double click) gives the revision already there. Raises Locked, Stale, ValidationError."""
    held = hold(thing)
    if held.workflow_in_progress:
        raise Locked
    draft = draft_of(held)
    before = content(draft)
    change(draft)
    latest = held.latest_revision
    if content(draft) == before and latest is not None:
        return latest
    if latest is not None and latest.pk != seen:
        raise Stale(latest)
    return draft.save_revision(user=user, log_action=True)


def content(thing):
    return [(field.name, field.value) for field in thing.reviewed_fields()]
