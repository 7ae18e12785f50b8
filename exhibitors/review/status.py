"""Where a booth or a product stands between its author and its reviewer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState


class ReviewStage(models.TextChoices):
    NEW = "new", _("not shown yet")
    LIVE = "live", _("live")
    CHANGED = "changed", _("changes not submitted")
    WAITING = "waiting", _("in review")
    RETURNED = "returned", _("returned, please change")


BADGES = {ReviewStage.LIVE: "ok", ReviewStage.WAITING: "wait", ReviewStage.RETURNED: "bad"}


@dataclass(frozen=True)
class Review:
    """`reason`, `by` and `at` belong to the last return; `at` of a waiting one is when it came."""

    stage: ReviewStage
    is_live: bool
    reason: str = ""
    by: object = None
    at: datetime | None = None

    @property
    def label(self):
        return self.stage.label

    @property
    def badge(self):
        """The badge's state: ok, wait, bad or ""."""
        return BADGES.get(self.stage, "")

    @property
    def is_locked(self):
        """What waits is what the reviewer reads: not to be changed under their eyes."""
        return self.stage == ReviewStage.WAITING


def review_of(obj):
    return reviews_of([obj])[obj.pk]


def reviews_of(objs):
    """Review by pk, for objects of one model, in one query."""
    objs = list(objs)
    if not objs:
        return {}
    states = WorkflowState.objects.active().filter(
        base_content_type=objs[0].get_base_content_type(),
        # Wagtail keeps the ids of all models as text
        object_id__in=[str(obj.pk) for obj in objs],
    )
    related = states.select_related("current_task_state__finished_by")
    states_by_pk = {state.object_id: state for state in related}
    return {obj.pk: _review(obj, states_by_pk.get(str(obj.pk))) for obj in objs}


def _review(obj, state):
    task = state.current_task_state if state else None
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return Review(ReviewStage.WAITING, obj.live, at=task.started_at if task else None)
    if state:
        return Review(
            ReviewStage.RETURNED,
            obj.live,
            reason=task.comment if task else "",
            by=task.finished_by if task else None,
            at=task.finished_at if task else None,
        )
    if obj.has_unpublished_changes:
        return Review(ReviewStage.CHANGED if obj.live else ReviewStage.NEW, obj.live)
    return Review(ReviewStage.LIVE if obj.live else ReviewStage.NEW, obj.live)
