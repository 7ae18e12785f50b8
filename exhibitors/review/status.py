"""Where a booth or a good stands between its author and its reviewer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState


class Stage(models.TextChoices):
    NEW = "new", _("not shown yet")
    LIVE = "live", _("live")
    CHANGED = "changed", _("changes not submitted")
    WAITING = "waiting", _("in review")
    RETURNED = "returned", _("returned, please change")


BADGES = {Stage.LIVE: "ok", Stage.WAITING: "wait", Stage.RETURNED: "bad"}


@dataclass(frozen=True)
class Review:
    """`reason`, `by` and `at` belong to the last return; `at` of a waiting one is when it came."""

    stage: Stage
    is_live: bool
    reason: str = ""
    by: object = None
    at: datetime | None = None

    @property
    def word(self):
        return self.stage.label

    @property
    def badge(self):
        """The badge's state: ok, wait, bad or ""."""
        return BADGES.get(self.stage, "")

    @property
    def is_locked(self):
        """What waits is what the reviewer reads: not to be changed under their eyes."""
        return self.stage == Stage.WAITING

    @property
    def can_submit(self):
        return self.stage in (Stage.NEW, Stage.CHANGED, Stage.RETURNED)


def review_of(thing):
    return reviews_of([thing])[thing.pk]


def reviews_of(things):
    """Review by pk, for things of one model, in one query."""
    things = list(things)
    if not things:
        return {}
    states = (
        WorkflowState.objects.active()
        .filter(
            base_content_type=things[0].get_base_content_type(),
            object_id__in=[str(thing.pk) for thing in things],
        )
        .select_related("current_task_state__finished_by")
    )
    found = {state.object_id: state for state in states}
    return {thing.pk: _review(thing, found.get(str(thing.pk))) for thing in things}


def _review(thing, state):
    task = state.current_task_state if state else None
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return Review(Stage.WAITING, thing.live, at=task.started_at if task else None)
    if state:
        return Review(
            Stage.RETURNED,
            thing.live,
            reason=task.comment if task else "",
            by=task.finished_by if task else None,
            at=task.finished_at if task else None,
        )
    if thing.has_unpublished_changes:
        return Review(Stage.CHANGED if thing.live else Stage.NEW, thing.live)
    return Review(Stage.LIVE if thing.live else Stage.NEW, thing.live)
