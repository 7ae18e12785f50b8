"""A regular visitor keeps a search by browser; unsubscribing by e-mail needs no signing in."""

import pytest

from core.models import User
from search.models import SavedSearch
from search.saved.emails import stop_token

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_search_is_kept_renamed_paused_and_deleted(visit):
    User.objects.create_user(email="anna@expo.test", password="expo-demo")
    visitor = visit(390).go("/goods/?q=奶粉&origin=NZ")
    page = visitor.page
    page.locator(
        "#listing a.save-search__btn"
    ).click()  # signed out: to the sign-in page, and back here
    page.fill("main input[name=login]", "anna@expo.test")
    page.fill("main input[name=password]", "expo-demo")
    page.locator("main form button.btn--seal").click()
    page.wait_for_url("**/goods/?q=**origin=NZ")
    page.locator("#listing button.save-search__btn").click()
    page.wait_for_url("**/search/saved/")
    assert page.locator(".saved-search h2").all_inner_texts() == ["奶粉 · 新西兰"]
    visitor.check_accessibility()
    page.locator(".saved-search__name summary").click()
    page.locator(".saved-search__name input[name=name]").fill("宝宝的")
    page.locator(".saved-search__name form button").click()
    page.locator(".saved-search h2", has_text="宝宝的").wait_for()
    page.get_by_role("button", name="暂停 宝宝的").click()
    page.get_by_role("button", name="重新关注 宝宝的").wait_for()
    page.locator(".saved-search h2 a").click()
    page.wait_for_url("**/goods/?q=**origin=NZ")
    assert page.locator(".product-card").count() == 3
    visitor.go("/search/saved/")
    page.get_by_role("button", name="删除 宝宝的").click()
    page.locator(".empty").wait_for()
    visitor.check_accessibility()


def test_unsubscribing_from_an_email(visit):
    anna = User.objects.create_user(email="anna@expo.test", password="expo-demo")
    search = SavedSearch.objects.create(user=anna, name="奶粉", state="q=milk", digest="1")
    visitor = visit().go(f"/en/search/saved/stop/{stop_token(anna.pk, search.pk)}/")
    visitor.check_accessibility()
    visitor.page.get_by_role("button", name="Stop e-mails").click()
    visitor.page.get_by_role("heading", name="E-mails stopped").wait_for()
    visitor.check_accessibility()
    assert SavedSearch.objects.get().paused_at is not None
