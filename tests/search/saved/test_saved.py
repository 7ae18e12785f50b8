"""Saved searches: saved once, new goods announced once a day, and never against somebody's will."""

import re
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from accounts import personal_data as accounts
from accounts.retention import forget_outdated
from catalog.models import Product
from core.models import User
from search import actions as index
from search.models import SavedSearch, SavedSearchNews, SearchChange
from search.saved import actions, emails, matches, news
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer():
    return User.objects.create_user(email="anna@expo.test", password="long-enough-1", name="Anna")


@pytest.fixture
def other_user():
    return User.objects.create_user(email="bob@expo.test", password="long-enough-1", language="en")


@pytest.fixture
def shop(site_engine):
    publish("麦卢卡蜂蜜老批次", timezone.now() - timedelta(days=9))
    index.rebuild(site_engine)
    return site_engine


def publish(name, at=None, **fields):
    at = at or timezone.now()
    product = factories.make_product(name_zh=name, first_published_at=at, **fields)
    factories.make_variant_for_sale(product)
    return product


def published(shop, name, **fields):
    """A new good, indexed."""
    product = publish(name, **fields)
    index.drain_all()
    shop.size()  # Elasticsearch: refreshes
    return product


def save(user, state="q=%E8%9C%82%E8%9C%9C", name="蜂蜜"):
    return actions.save(user=user, state=state, name=name)[0]


def test_a_list_is_kept_by_its_address_and_only_once(client, shop, buyer):
    client.force_login(buyer)
    page = client.get("/goods/", {"q": "蜂蜜", "origin": "NZ", "sort": "newest"}).content.decode()
    state = re.search(r'name="state" value="([^"]*)"', page)[1].replace("&amp;", "&")
    name = re.search(r'name="name" value="([^"]*)"', page)[1]
    for _click in range(2):
        client.post("/search/saved/add/", {"state": state, "name": name})
    assert list(buyer.saved_searches.values_list("name", "state")) == [
        ("蜂蜜 · 新西兰", "q=%E8%9C%82%E8%9C%9C&origin=NZ")
    ]
    assert f"/goods/?{state.replace('&', '&amp;')}" in client.get("/search/saved/").content.decode()


def test_nothing_but_a_search_is_kept(client, shop, buyer):
    client.force_login(buyer)
    client.post("/search/saved/add/", {"state": "next=//evil.test&q=%00&page=7", "name": "x"})
    client.post("/search/saved/add/", {"state": "q=蜂蜜&evil=1&page=7&sort=sales", "name": "<b>"})
    assert list(buyer.saved_searches.values_list("state")) == [("q=%E8%9C%82%E8%9C%9C",)]
    assert "&lt;b&gt;" in client.get("/search/saved/").content.decode()


def test_who_is_signed_out_is_led_to_sign_in_and_back(client, shop):
    response = client.post("/search/saved/add/", {"state": "q=honey", "name": "honey"})
    assert response.url == "/accounts/sign-in/?next=/goods/%3Fq%3Dhoney"
    assert "/accounts/sign-in/?next=" in client.get("/goods/?q=honey").content.decode()
    assert client.get("/search/saved/").status_code == 302


def test_somebody_elses_search_is_not_there(client, buyer, other_user):
    search = save(buyer)
    client.force_login(other_user)
    for operation in ("rename", "pause", "resume"):
        response = client.post(f"/search/saved/{search.pk}/{operation}/", {"name": "mine"})
        assert response.status_code == 404
    client.post(f"/search/saved/{search.pk}/delete/")
    search.refresh_from_db()
    assert (search.name, search.paused_at) == ("蜂蜜", None)


def test_it_is_renamed_paused_watched_again_and_deleted(client, buyer):
    search = save(buyer)
    client.force_login(buyer)

    def do(operation, **data):
        assert client.post(f"/search/saved/{search.pk}/{operation}/", data).status_code == 302
        return SavedSearch.objects.filter(pk=search.pk).values_list("name", "paused_at").first()

    assert do("rename", name="  甜  的 ")[0] == "甜 的"
    assert do("rename", name=" ")[0] == "甜 的"
    assert do("pause")[1] is not None
    assert do("resume")[1] is None
    assert do("delete") is do("delete") is None


def test_no_more_than_thirty(client, buyer):
    for n in range(actions.MAX_SAVED):
        save(buyer, f"q=honey{n}")
    client.force_login(buyer)
    client.post("/search/saved/add/", {"state": "q=one+more", "name": ""})
    assert buyer.saved_searches.count() == actions.MAX_SAVED
    assert save(buyer, "q=honey0") in buyer.saved_searches.all()


def test_new_goods_are_announced_once(shop, buyer):
    save(buyer)
    assert news.notify_saved_searches() == 0  # what was there when it was saved is no news
    new = published(shop, "蜜诺卡三叶草蜂蜜")
    published(shop, "防晒喷雾", category=factories.make_category("sun", "防晒", "Sun"))
    later = timezone.now() + timedelta(hours=2)
    assert [news.notify_saved_searches(later), news.notify_saved_searches(later)] == [1, 0]
    assert [emails.send_pending(), emails.send_pending()] == [1, 0]
    email = mail.outbox[0]
    assert (email.to, email.subject) == (["anna@expo.test"], "“蜂蜜”有 1 件新商品")
    assert email.reply_to == ["service@expo.test"]
    assert new.get_absolute_url() in email.body
    assert "老批次" not in email.body
    assert "防晒" not in email.body
    day_after = later + timedelta(days=1)
    assert news.notify_saved_searches(day_after) == 0


def test_one_email_a_day_for_all_searches(shop, buyer):
    save(buyer)
    save(buyer, "q=%E5%96%B7%E9%9B%BE", "喷雾")
    published(shop, "三叶草蜂蜜")
    published(shop, "防晒喷雾", category=factories.make_category("sun", "防晒", "Sun"))
    assert news.notify_saved_searches() == 1
    published(shop, "椴树蜂蜜")
    soon = timezone.now() + timedelta(hours=3)
    assert news.notify_saved_searches(soon) == 0  # waits for the next day
    assert news.notify_saved_searches(soon + timedelta(days=1)) == 1
    emails.send_pending()
    first, second = (email.body for email in mail.outbox)
    assert "三叶草蜂蜜" in first
    assert "防晒喷雾" in first
    assert "椴树蜂蜜" not in first
    assert "椴树蜂蜜" in second
    assert "三叶草" not in second


def test_a_good_that_is_indexed_after_a_newer_one_is_announced_too(shop, buyer):
    save(buyer)
    late = publish("三叶草蜂蜜", timezone.now() - timedelta(hours=1))
    SearchChange.objects.all().delete()  # its change waits still
    published(shop, "椴树蜂蜜")
    assert news.notify_saved_searches() == 1
    index.touch([late.pk])
    index.drain_all()
    shop.size()
    assert news.notify_saved_searches(timezone.now() + timedelta(days=1)) == 1
    emails.send_pending()
    assert ["三叶草蜂蜜" in email.body for email in mail.outbox] == [False, True]
    assert ["椴树蜂蜜" in email.body for email in mail.outbox] == [True, False]


def test_a_search_kept_on_reserve_takes_for_known_what_was_there(shop, buyer, settings):
    publish("蜂蜜新批次", timezone.now() - timedelta(hours=2))
    index.rebuild(shop)
    with override_settings(
        SEARCH_ENGINE="search.engines.embedded.EmbeddedEngine",
        SEARCH_DIR=settings.SEARCH_DIR / "nowhere",
    ):
        search = save(buyer)
    assert search.learnt_at is None
    new = published(shop, "三叶草蜂蜜")
    assert news.notify_saved_searches() == 1
    assert SavedSearchNews.objects.get().matches == [
        {"search": search.pk, "goods": [new.pk], "more": False}
    ]


def test_goods_beyond_those_shown_are_announced_at_once_and_never_again(shop, buyer, monkeypatch):
    monkeypatch.setattr(news, "SHOWN", 2)
    monkeypatch.setattr(matches, "PAGE_SIZE", 2)
    save(buyer)
    for name in ("三叶草蜂蜜", "椴树蜂蜜", "洋槐蜂蜜"):
        published(shop, name)
    assert news.notify_saved_searches() == 1
    entry = SavedSearchNews.objects.get().matches[0]
    assert (len(entry["goods"]), entry["more"]) == (2, True)
    assert news.notify_saved_searches(timezone.now() + timedelta(days=1)) == 0


def test_one_persons_error_is_not_the_next_ones(shop, buyer, other_user, monkeypatch):
    broken = save(buyer)
    save(other_user)
    published(shop, "三叶草蜂蜜")
    SavedSearch.objects.filter(pk=broken.pk).update(state="q=broken")
    really = matches.find

    def find(query):
        if query.text == "broken":
            raise ZeroDivisionError
        return really(query)

    monkeypatch.setattr(matches, "find", find)
    save(buyer, "q=%E4%B8%89%E5%8F%B6", "三叶")
    published(shop, "三叶枫糖")
    assert news.notify_saved_searches() == 2
    assert sorted(news_of.user.email for news_of in SavedSearchNews.objects.all()) == [
        "anna@expo.test",
        "bob@expo.test",
    ]
    User.objects.filter(pk=buyer.pk).update(email="no address\nBcc: all@expo.test")
    assert emails.send_pending() == 1
    assert [email.to for email in mail.outbox] == [["bob@expo.test"]]


def test_a_paused_search_is_silent_and_starts_afresh(shop, buyer):
    search = save(buyer)
    actions.pause(search)
    published(shop, "三叶草蜂蜜")
    assert news.notify_saved_searches() == 0
    actions.resume(search)
    assert news.notify_saved_searches() == 0
    published(shop, "椴树蜂蜜")
    assert news.notify_saved_searches(timezone.now() + news.EVERY) == 1
    assert [len(entry["goods"]) for entry in SavedSearchNews.objects.get().matches] == [1]


def test_what_matches_in_part_is_no_news(shop, buyer):
    save(buyer, "q=%E8%9C%82%E8%9C%9C%E6%8B%96%E6%8B%89%E6%9C%BA", "蜂蜜拖拉机")
    published(shop, "三叶草蜂蜜")
    assert news.notify_saved_searches() == 0


def test_nothing_is_said_while_the_search_runs_on_reserve(shop, buyer, settings):
    search = save(buyer)
    known = set(search.known.values_list("product", flat=True))
    published(shop, "三叶草蜂蜜")
    with override_settings(
        SEARCH_ENGINE="search.engines.embedded.EmbeddedEngine",
        SEARCH_DIR=settings.SEARCH_DIR / "nowhere",
    ):
        assert news.notify_saved_searches() == 0
        assert set(search.known.values_list("product", flat=True)) == known
    assert news.notify_saved_searches() == 1


def test_a_run_whose_time_is_over_stops_at_once(shop, buyer, monkeypatch):
    """Celery signals it by an exception, wherever the run is just then."""

    def over(*_):
        raise SoftTimeLimitExceeded

    save(buyer)
    published(shop, "三叶草蜂蜜")
    with monkeypatch.context() as late:
        late.setattr(matches, "find", over)
        with pytest.raises(SoftTimeLimitExceeded):
            news.notify_saved_searches()
    assert news.notify_saved_searches() == 1
    monkeypatch.setattr("search.saved.emails.EmailMultiAlternatives.send", over)
    with pytest.raises(SoftTimeLimitExceeded):
        emails.send_pending()
    assert SavedSearchNews.objects.get().sent_at  # rather none than two


def test_a_rejected_email_is_tried_again_and_a_sent_one_is_not(shop, buyer, monkeypatch):
    save(buyer)
    published(shop, "三叶草蜂蜜")
    news.notify_saved_searches()
    with monkeypatch.context() as broken:
        broken.setattr("search.saved.emails.EmailMultiAlternatives.send", raise_os_error)
        assert emails.send_pending() == 0
    assert emails.send_pending() == 0  # not before its time
    SavedSearchNews.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert [emails.send_pending(), emails.send_pending()] == [1, 0]


def raise_os_error(message):
    raise OSError("mail server is out")


def test_goods_that_went_and_searches_that_were_paused_are_not_emailed(shop, buyer, other_user):
    save(buyer)
    gone = published(shop, "三叶草蜂蜜")
    news.notify_saved_searches()
    Product.objects.filter(pk=gone.pk).update(live=False)
    assert emails.send_pending() == 0
    paused = save(other_user)
    published(shop, "椴树蜂蜜")
    news.notify_saved_searches(timezone.now() + timedelta(hours=2))
    actions.pause(paused)
    emails.send_pending()
    assert "bob@expo.test" not in [to for email in mail.outbox for to in email.to]


def test_unsubscribing_from_an_email_asks_first_and_needs_no_signing_in(client, shop, buyer):
    one, other = save(buyer), save(buyer, "q=%E5%96%B7%E9%9B%BE", "喷雾")
    published(shop, "三叶草蜂蜜")
    news.notify_saved_searches()
    emails.send_pending()
    email = mail.outbox[0]
    links = [
        link.partition("testserver")[2] or "/" + link.split("/", 3)[3]
        for link in re.findall(r"http\S+/search/saved/stop/\S+/", email.body)
    ]
    assert client.get(links[0]).status_code == 200
    assert buyer.saved_searches.watched().count() == 2  # a mail program that looks does nothing
    client.post(links[0])
    assert list(buyer.saved_searches.watched()) == [other]
    out = email.extra_headers["List-Unsubscribe"].strip("<>")
    client.post("/" + out.split("/", 3)[3], {"List-Unsubscribe": "One-Click"})
    assert not buyer.saved_searches.watched().exists()
    assert client.post(links[0][:-5] + "xxxx/").status_code == 404
    assert one.pk


def test_the_unsubscribe_link_of_a_deleted_search_says_so(client, shop, buyer):
    search = save(buyer)
    stop = f"/search/saved/stop/{emails.stop_token(buyer.pk, search.pk)}/"
    search.delete()
    for answer in (client.get(stop), client.post(stop)):
        assert answer.status_code == 200
        assert "已删除" in answer.content.decode()
    everything = f"/search/saved/stop/{emails.stop_token(buyer.pk)}/"
    accounts.close_account(buyer)
    User.objects.filter(pk=buyer.pk).delete()
    assert "已删除" in client.post(everything).content.decode()


def test_an_email_in_english_for_who_reads_english(shop, other_user):
    save(other_user, "q=honey", "honey")
    published(shop, "三叶草蜂蜜", name_en="Clover honey")
    news.notify_saved_searches()
    emails.send_pending()
    assert mail.outbox[0].subject == "1 new product for “honey”"
    assert "Clover honey" in mail.outbox[0].body
    assert "/en/goods/" in mail.outbox[0].body


def test_a_person_takes_searches_along_and_is_forgotten_with_them(buyer):
    save(buyer)
    exported = accounts.export(buyer)["saved_searches"]
    assert [(s["name"], s["search"]) for s in exported] == [("蜂蜜", "q=%E8%9C%82%E8%9C%9C")]
    assert accounts.close_account(buyer) == []
    assert not SavedSearch.objects.exists()


def test_sent_alerts_are_erased_after_a_month(shop, buyer):
    save(buyer)
    published(shop, "三叶草蜂蜜")
    news.notify_saved_searches()
    forget_outdated()
    assert SavedSearchNews.objects.count() == 1
    SavedSearchNews.objects.update(created_at=timezone.now() - timedelta(days=31))
    forget_outdated()
    assert not SavedSearchNews.objects.exists()
    assert SavedSearch.objects.count() == 1


def test_who_has_waited_longest_is_looked_at_first(shop, buyer, other_user, monkeypatch):
    monkeypatch.setattr(news, "MAX_USERS", 1)
    now = timezone.now()
    for user, hours in ((buyer, 2), (other_user, 5)):
        save(user)
        user.saved_searches.update(looked_at=now - timedelta(hours=hours))
    new = User.objects.create_user(email="carl@expo.test", password="long-enough-1")
    save(new)
    looked_at = []
    for _run in range(3):
        news.notify_saved_searches(now)
        looked_up_now = SavedSearch.objects.filter(looked_at=now).values_list("user", flat=True)
        looked_at += set(looked_up_now) - set(looked_at)
    assert looked_at == [new.pk, other_user.pk, buyer.pk]
