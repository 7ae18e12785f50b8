"""Two workers carry out the same schedule at the same moment."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageLogEntry

from expo.models import HomePage, NewsIndexPage, NewsPage
from expo.pages.scheduled import publish_due, unpublish_expired
from tests.threads import needs_row_locks, run_together

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_it_once_and_take_it_down_once():
    needs_row_locks()
    index = NewsIndexPage(title="新闻", slug="news")
    HomePage.objects.get(locale__language_code="zh-hans").add_child(instance=index)
    page = NewsPage(title="开幕", slug="opening-night", go_live_at=timezone.now() + MINUTE)
    index.add_child(instance=page)
    page.save_revision().publish()
    revision = page.revisions.exclude(approved_go_live_at=None).get()
    with time_machine.travel(timezone.now() + 2 * MINUTE):
        published = run_together(4, lambda _i: publish_due(revision.pk))
    assert sorted(published) == [False] * 3 + [True]
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - MINUTE)
    took = run_together(4, lambda _i: unpublish_expired(NewsPage, page.pk))
    assert sorted(took) == [False] * 3 + [True]
    entries = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
    assert entries.filter(action="wagtail.publish.scheduled").count() == 1
    assert entries.filter(action="wagtail.unpublish.scheduled").count() == 1
