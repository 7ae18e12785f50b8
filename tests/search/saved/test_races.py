"""Saved searches under several workers and double clicks: one row, one e-mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.models import User
from search import actions as index
from search.models import SavedSearch, SavedSearchNews
from search.saved import actions, emails, news
from tests import factories
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


@pytest.fixture
def buyers():
    return [
        User.objects.create_user(email=f"{name}@expo.test", password="long-enough-1")
        for name in ("anna", "bob", "carol")
    ]


def test_a_double_click_saves_once(buyers):
    anna = buyers[0]
    outcomes = run_together(
        WORKERS, lambda _i: actions.save(user=anna, state="q=honey", name="honey")[1]
    )
    assert sorted(outcomes) == [False, False, False, True]
    assert SavedSearch.objects.count() == 1


def test_the_limit_holds_when_all_click_at_once(buyers):
    anna = buyers[0]
    for n in range(actions.MAX_SAVED - 1):
        actions.save(user=anna, state=f"q=honey{n}", name="honey")
    outcomes = run_together(
        WORKERS, lambda i: actions.save(user=anna, state=f"q=milk{i}", name="milk")[1]
    )
    assert outcomes.count(True) == 1
    errors = [o for o in outcomes if isinstance(o, actions.TooManySavedSearchesError)]
    assert len(errors) == WORKERS - 1
    assert anna.saved_searches.count() == actions.MAX_SAVED


@pytest.mark.parametrize("site_engine", ["embedded"], indirect=True)
def test_several_workers_send_each_alert_once(site_engine, buyers):
    index.rebuild(site_engine)
    for buyer in buyers:
        for query in ("蜂蜜", "麦卢卡"):
            actions.save(user=buyer, state=f"q={query}", name=query)
    product = factories.make_product(
        name_zh="麦卢卡蜂蜜", first_published_at=timezone.now() + timedelta(seconds=1)
    )
    factories.make_variant_for_sale(product)
    index.rebuild(site_engine)

    def work(i):
        return news.notify_saved_searches(), emails.send_pending()

    outcomes = run_together(WORKERS, work)
    assert [o for o in outcomes if isinstance(o, Exception)] == []
    emails.send_pending()
    assert sum(written for written, _sent in outcomes) == SavedSearchNews.objects.count() == 3
    assert sorted(email.to[0] for email in mail.outbox) == [b.email for b in buyers]
    assert all(len(row.matches) == 2 for row in SavedSearchNews.objects.all())
