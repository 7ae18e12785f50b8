"""The home page moves to another edition by one button, and back the same way."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from expo.editions.next_edition import make
from expo.models import EditionPage, HomePage
from expo.pages.home import current_edition
from expo.pages.translations import publish_english
from tests.expo.editions.plans import plan_from
from tests.expo_site import clear_caches


@pytest.fixture
def newer(site):
    """The next edition, published in both languages."""
    starts_on = timezone.localdate() + timedelta(days=300)
    plan = plan_from(site, starts_on=starts_on, ends_on=starts_on + timedelta(days=6))
    edition = make(plan, user=None)
    edition.state = "open"
    edition.save_revision().publish()
    publish_english(edition, {})
    return edition


def switch_url(edition):
    return reverse("home_edition", args=[edition.pk])


def home():
    return HomePage.objects.get(locale__language_code="zh-hans")


def entries():
    return PageLogEntry.objects.filter(action="expo.home_switched")


def test_one_button_moves_every_page_and_is_noted_once(site, newer, organizer, client):
    assert "300 天开幕" not in client.get("/").content.decode()
    organizer.post(switch_url(newer))
    assert current_edition() == newer
    assert {*HomePage.objects.values_list("current_edition", flat=True)} == {newer.pk}
    clear_caches()
    for address, text in (("/", "300 天开幕"), ("/en/", "Opens in 300 days")):
        assert text in client.get(address).content.decode()
    assert "/2027/halls/" in client.get("/goods/").content.decode()
    noted = entries().get(page=home().pk)
    assert (noted.user, noted.data["after"]) == (organizer.user, newer.title)
    # clicked twice: nothing more happens
    count = home().revisions.count()
    page = organizer.post(switch_url(newer), follow=True).content.decode()
    assert "首页展示的已是这一届" in page
    assert home().revisions.count() == count
    assert entries().filter(page=home().pk).count() == 1


def test_switching_back_is_the_same_button(site, newer, organizer):
    page = organizer.post(switch_url(newer), follow=True).content.decode()
    assert switch_url(site) in page
    organizer.post(switch_url(site))
    assert current_edition() == site


def test_the_preview_shows_it_and_changes_nothing(site, newer, organizer, client):
    before = home().latest_revision_id
    for language, text in (("zh", "300 天开幕"), ("en", "Opens in 300 days")):
        response = organizer.get(reverse("home_preview", args=[newer.pk, language]))
        page = response.content.decode()
        assert text in page
        assert "/2027/halls/" in page
        assert "no-store" in response["Cache-Control"]
    assert ("预览" in page, "Preview" in page) == (False, True)
    assert (current_edition(), home().latest_revision_id) == (site, before)
    assert "300 天开幕" not in client.get("/").content.decode()
    assert "/2027/" not in client.get("/goods/").content.decode()


def test_the_preview_tells_the_hours_that_visitors_read(site, organizer):
    now = timezone.now()
    site.sessions.all().delete()
    site.sessions.create(
        title_zh="一", room_zh="一", track="rules", starts_at=now, ends_at=now + timedelta(hours=1)
    )
    UserProfile.objects.create(user=organizer.user, current_time_zone="UTC")
    preview = organizer.get(reverse("home_preview", args=[site.pk, "zh"])).content.decode()
    hour = re.compile(r'<time class="num">(\d\d:\d\d)</time>')
    assert hour.findall(preview) == hour.findall(Client().get("/").content.decode())
    assert hour.findall(preview) == [f"{timezone.localtime(now):%H:%M}"]


def test_a_draft_can_be_previewed_but_not_shown(site, organizer):
    draft = make(plan_from(site), user=None)
    assert organizer.get(reverse("home_preview", args=[draft.pk, "zh"])).status_code == 200
    page = organizer.post(switch_url(draft), follow=True).content.decode()
    assert "请先发布该届页面" in page
    assert current_edition() == site


def test_what_an_editor_has_not_published_stays_a_draft(site, newer, organizer):
    page = home()
    page.headline = "还没写完"
    page.save_revision()
    organizer.post(switch_url(newer))
    page = home()
    assert page.headline != "还没写完"
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert (draft.headline, draft.current_edition_id) == ("还没写完", newer.pk)


def test_a_scheduled_draft_is_kept_and_it_is_said_that_its_hour_is_not(site, newer, organizer):
    assert "须重新提交或定时" not in organizer.get(switch_url(newer)).content.decode()
    page = home()
    page.headline, page.go_live_at = "明天见", timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert "须重新提交或定时" in organizer.get(switch_url(newer)).content.decode()
    organizer.post(switch_url(newer))
    draft = home().get_latest_revision_as_object()
    assert (draft.headline, draft.current_edition_id) == ("明天见", newer.pk)
    assert current_edition() == newer
    assert not home().approved_schedule


def test_what_to_look_at_first_is_said_and_is_so(site, organizer):
    bare = site.get_parent().add_child(
        instance=EditionPage(
            title="空的一届",
            slug="bare",
            starts_on=site.starts_on,
            ends_on=site.ends_on,
            locale=site.locale,
        )
    )
    page = organizer.get(switch_url(bare)).content.decode()
    assert "英文访客将看到中文页面" in page
    assert "该届日程尚未发布" in page
    assert "该届状态为“筹备中”" in page
    organizer.post(switch_url(bare))
    clear_caches()
    assert 'href="/bare/"' in Client().get("/en/goods/").content.decode()


def test_the_history_of_the_home_page_tells_it_in_words(site, newer, organizer):
    organizer.post(switch_url(newer))
    page = organizer.get(reverse("wagtailadmin_pages:history", args=[home().pk])).content.decode()
    assert f"首页由“{site.title}”改为“{newer.title}”。" in page
