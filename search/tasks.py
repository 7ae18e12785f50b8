"""Celery looks for an app's tasks here; those of the packages are imported for it."""

from celery import shared_task

from .indexing.tasks import drain, rebuild, rebuild_where_due
from .monitoring.query_log_rows import delete_old as forget_old_queries
from .saved.matches import delete_old as forget_old_matches
from .saved.tasks import notify_saved_searches, send_news

__all__ = [
    "drain",
    "forget_notes",
    "notify_saved_searches",
    "rebuild",
    "rebuild_where_due",
    "send_news",
]


@shared_task(name="search.forget_notes")
def forget_notes():
    """Searches without results and slow ones are stored for SEARCH_NOTES_DAYS, and what saved
    searches know for as long as a good is new."""
    return forget_old_queries() + forget_old_matches()
