"""What an editor schedules goes live, and expires, by the worker."""

from datetime import timedelta

import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from expo.models import NewsIndexPage, NewsPage
from expo.pages.scheduled import process_scheduled
from expo.tasks import publish_scheduled

MINUTE = timedelta(minutes=1)


def news(slug="opening-night"):
    page = NewsPage(title="开幕", slug=slug, live=False)
    NewsIndexPage.objects.get(locale__language_code="zh-hans").add_child(instance=page)
    return page


def run_by_beat():
    """What beat sends and a worker carries out."""
    assert publish_scheduled.name in {
        each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()
    }
    publish_scheduled()


def schedule(page, *, for_moment):
    page.go_live_at = for_moment
    page.save_revision().publish()
    page.refresh_from_db()


def test_an_article_scheduled_for_nine_is_read_a_minute_later(site, client):
    page = news()
    schedule(page, for_moment=timezone.now() + MINUTE)
    run_by_beat()
    assert client.get("/news/opening-night/").status_code == 404

    with time_machine.travel(timezone.now() + 2 * MINUTE):
        run_by_beat()
        assert client.get("/news/opening-night/").status_code == 200


def test_an_article_whose_time_is_over_leaves_the_site(site, client):
    page = news()
    page.save_revision().publish()
    assert client.get("/news/opening-night/").status_code == 200
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - MINUTE)
    run_by_beat()
    assert client.get("/news/opening-night/").status_code == 404
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_a_page_that_cannot_be_published_holds_up_no_other(site, client):
    broken, good = news(), news("closing-night")
    for page in (broken, good):
        schedule(page, for_moment=timezone.now() + MINUTE)
    broken.revisions.update(content={"pk": broken.pk, "published_on": "no date"})
    with time_machine.travel(timezone.now() + 2 * MINUTE):
        assert process_scheduled() == 1
        assert client.get("/news/closing-night/").status_code == 200


def test_an_editor_schedules_in_the_admin(site, organizer, client):
    page = news()
    page.save_revision()
    form = {
        "title": "开幕",
        "slug": "opening-night",
        "published_on": "2026-11-20",
        "go_live_at": (timezone.localtime() + MINUTE * 5).strftime("%Y-%m-%d %H:%M"),
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    response = organizer.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert response.status_code == 302
    with time_machine.travel(timezone.now() + 10 * MINUTE):
        run_by_beat()
        assert client.get("/news/opening-night/").status_code == 200
