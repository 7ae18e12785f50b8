from celery import shared_task

from . import emails, news


@shared_task(name="search.notify_saved_searches")
def notify_saved_searches():
    """Emails about new goods for those who saved a search; sent by the task below."""
    if news.notify_saved_searches():
        emails.send_pending()


@shared_task(name="search.send_news")
def send_news():
    emails.send_pending()
