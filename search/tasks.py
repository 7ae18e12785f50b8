"""Celery looks for an app's tasks here; those of the packages are imported for it."""

from celery import shared_task

from .indexing.tasks import drain, rebuild, rebuild_where_due
from .monitoring.query_log_rows import delete_old as forget_old_queries
from .saved import emails, news
from .saved.matches import delete_old as forget_old_matches

__all__ = ["drain", "rebuild", "rebuild_where_due"]


@shared_task(name="search.notify_saved_searches")
def notify_saved_searches():
    """Emails about new goods for those who saved a search; sent by the task below."""
    if news.notify_saved_searches():
        emails.send_pending()


@shared_task(name="search.send_news")
def send_news():
    emails.send_pending()


@shared_task(name="search.forget_notes")
def forget_notes():
    """Searches without results and slow ones are stored for SEARCH_NOTES_DAYS, and what saved
    searches know for as long as a good is new."""
    return forget_old_queries() + forget_old_matches()
