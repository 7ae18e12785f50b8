from celery import shared_task

from . import emails, news


@shared_task(name="search.look_for_news")
def look_for_news():
    """Emails about new goods for those who saved a search; sent by the task below."""
    if news.look_for_news():
        emails.send_pending()


@shared_task(name="search.send_news")
def send_news():
    emails.send_pending()
