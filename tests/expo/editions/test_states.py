"""What each state of an edition lets its pages say: one table, every cell looked up on the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitors.models import Package
from expo.models import EditionPage, Stand
from expo.pages.home import current_edition
from tests.exhibitors.factories import make_booth, make_exhibitor
from tests.expo_site import clear_caches

DAY = timedelta(days=1)
#           free stands, apply, countdown, closed, archive
TABLE = {
    "planned": (False, False, True, False, False),
    "open": (True, True, True, False, False),
    "running": (True, True, True, False, False),
    "closed": (False, False, False, True, False),
    "archived": (False, False, False, False, True),
}
WORDS = {
    "zh": (" 个可申请", "申请参展</a>", "天开幕", "已闭幕", "的存档"),
    "en": (" free", "Apply for a stand</a>", "Opens in", "has closed", "Archive of"),
}


def set_state(edition, state, *, days=9):
    """In both languages, as a translator's page takes it over."""
    starts_on = timezone.localdate() + days * DAY
    pages = EditionPage.objects.filter(translation_key=edition.translation_key)
    for page in pages:
        page.state, page.starts_on, page.ends_on = state, starts_on, starts_on + 6 * DAY
        page.save()
    clear_caches()


def content(client, address):
    """Without the frame, whose foot always has a link to apply."""
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_edition_says_what_its_state_allows(site, client, state, language):
    set_state(site, state)
    page = content(client, "/2026/" if language == "zh" else "/en/2026/")
    assert tuple(word in page for word in WORDS[language]) == TABLE[state]


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_plan_of_a_hall_marks_free_stands_only_where_one_can_apply(site, client, state, prefix):
    set_state(site, state)
    stand = Stand.objects.filter(hall__edition=site, hall__slug="hall-1", state="available").first()
    page = content(client, f"{prefix}/2026/halls/hall-1/?stand={stand.code}")
    offered = TABLE[state][0]
    assert ("stand--free" in page) is offered
    assert ("/apply/?stand=" in page) is offered
    sheet = client.get(f"{prefix}/2026/halls/hall-1/stands/").content.decode()
    label = "available" if prefix else "可申请"
    assert (label in sheet) is offered


@pytest.mark.parametrize("state", TABLE)
def test_applications_are_taken_while_it_is_open_or_running(site, client, state):
    set_state(site, state)
    Package.objects.create(code="standard", name_zh="标准展位")
    taken = TABLE[state][1]
    assert EditionPage.objects.get(pk=site.pk).takes_applications(timezone.localdate()) is taken
    assert ("目前没有接受申请的展届" not in client.get("/apply/").content.decode()) is taken


def test_nobody_applies_once_the_last_day_is_over(site, client):
    set_state(site, "running", days=-20)
    assert "stand--free" not in content(client, "/2026/halls/hall-1/")
    assert "目前没有接受申请的展届" in client.get("/apply/").content.decode()


@pytest.mark.parametrize("state", TABLE)
def test_the_home_page_counts_down_until_it_opens_and_says_when_it_has_closed(site, client, state):
    set_state(site, state)
    page = content(client, "/")
    assert ("天开幕" in page) is TABLE[state][2]
    assert ("已闭幕" in page) is (not TABLE[state][2])


@pytest.fixture
def two_editions(site):
    """The seeded one archived, with a booth; a newer one running."""
    home = site.get_parent()
    newer = home.add_child(
        instance=EditionPage(
            title="第十一届",
            slug="2027",
            state="running",
            starts_on=timezone.localdate(),
            ends_on=timezone.localdate() + DAY,
            locale=site.locale,
        )
    )
    home = home.specific
    home.current_edition = newer
    home.save()
    booth = make_booth(make_exhibitor("kiwi"), stand=None)
    set_state(site, "archived", days=-400)
    return site, newer, booth


def test_the_archive_stays_with_its_booths_and_leads_to_the_present_edition(two_editions, client):
    old, _newer, booth = two_editions
    for address in ("/2026/", "/2026/halls/hall-1/", "/2026/programme/", booth.url):
        page = content(client, address)
        assert f"{old.title}的存档" in page, address
        assert 'href="/2027/"' in page, address
    assert "的存档" not in content(client, "/2027/")
    assert 'href="/2026/"' in content(client, "/2027/")  # among all editions


def test_the_frame_and_the_map_of_the_site_put_the_present_edition_first(two_editions, client):
    # nobody has sent the new state to the translators yet
    EditionPage.objects.filter(slug="2026", locale__language_code="en").update(state="running")
    page = client.get("/2026/").content.decode()
    frame = page.partition("<main")[0]
    assert "第十一届" in frame
    assert "/2026/halls/" not in frame
    listed = client.get("/sitemap-pages.xml").content.decode()
    entries = {
        part.split("</loc>")[0].split("<loc>")[1]: part for part in listed.split("<url>")[1:]
    }
    low = {url for url, part in entries.items() if "<priority>0.1</priority>" in part}
    assert {url.partition("://")[2].partition("/")[2] for url in low} >= {
        "2026/",
        "2026/programme/",
        "en/2026/",
        "en/2026/programme/",
    }
    assert not any("/2027/" in url for url in low)


def test_without_a_choice_the_frame_passes_over_planned_and_archived_editions(two_editions):
    old, newer, _booth = two_editions
    home = old.get_parent().specific
    home.current_edition = None
    home.save()
    assert current_edition() == newer
    newer.state = "planned"
    newer.save()
    assert current_edition() == newer  # nothing better is there: the newest of all
