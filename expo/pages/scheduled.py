"""Pages and products whose hour has come: they go live, or expire, as their editor scheduled it.

Wagtail's own command does the same, but two workers at once would publish everything twice."""

from functools import partial

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from core.background.batch import process_each


def process_scheduled() -> int:
    """How many were published or taken off the site; each in a transaction of its own."""
    done = 0
    for model in scheduled_models():
        expired = expired_of(model).order_by("expire_at").values_list("pk", flat=True)
        done += process_each(partial(unpublish_expired, model), list(expired))
    due = due_revisions().order_by("approved_go_live_at").values_list("pk", flat=True)
    return done + process_each(publish_due, list(due))


def scheduled_models():
    """Every kind of page by their common table, and each snippet that has drafts."""
    snippets = (
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    )
    return [Page, *snippets]


def expired_of(model):
    return model.objects.filter(live=True, expire_at__lt=timezone.now())


def due_revisions():
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now())


@transaction.atomic
def unpublish_expired(model, pk) -> bool:
    """False where another worker was first."""
    expired = expired_of(model).select_for_update().filter(pk=pk).first()
    if expired is None:
        return False
    expired.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


@transaction.atomic
def publish_due(pk) -> bool:
    """False where another worker was first, or an editor has cancelled it meanwhile."""
    revision = due_revisions().select_for_update().filter(pk=pk).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True
