"""An organizer runs the expo from Wagtail's admin, and no further than that."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.models import ExpoImage, User
from expo.models import (
    EditionPage,
    Hall,
    HomePage,
    InfoPage,
    NewsIndexPage,
    NewsPage,
    ProgrammePage,
    Session,
    Speaker,
    Stand,
)
from expo.pages.translations import publish_english

SNIPPETS = ("hall", "pavilion", "stand", "facility", "session", "speaker")


def add(client, model, **data):
    return client.post(reverse(f"wagtailsnippets_expo_{model}:add"), data)


def test_the_admin_opens_in_chinese_and_lists_the_expo(site, organizer):
    page = organizer.get(reverse("wagtailadmin_home")).content.decode()
    for label in ("展馆与日程", "展届与页面"):  # the menu travels as JSON in ASCII
        assert label.encode("unicode_escape").decode() in page


@pytest.mark.parametrize("model", SNIPPETS)
def test_lists_can_be_searched_and_filtered(site, organizer, model):
    url = reverse(f"wagtailsnippets_expo_{model}:list")
    assert organizer.get(url, {"q": "一"}).status_code == 200
    assert organizer.get(reverse(f"wagtailsnippets_expo_{model}:add")).status_code == 200


def test_a_hall_with_a_stand_by_four_measures(site, organizer):
    hall = {"edition": site.pk, "name_zh": "三号馆", "name_en": "Hall 3", "slug": "hall-3"}
    response = add(organizer, "hall", **hall, width="30", depth="20", order="3")
    assert response.status_code == 302
    created = Hall.objects.get(slug="hall-3")
    stand = {"hall": created.pk, "code": "G-01", "state": "available"}
    measures = {"x": "2", "y": "3", "width": "6", "depth": "4.5"}
    assert add(organizer, "stand", **stand, **measures).status_code == 302
    stand = Stand.objects.get(code="G-01")
    assert stand.shape == [[2.0, 3.0], [8.0, 3.0], [8.0, 7.5], [2.0, 7.5]]
    assert stand.area == 27
    page = organizer.get(f"/2026/halls/{created.slug}/?stand=g-01").content.decode()
    assert "27 m²" in page


@pytest.mark.parametrize(
    "shape",
    ["[[0,0],[1,1]]", '[["a",0],[6,0],[6,3]]', "[[0,0],[600,0],[6,3]]", "{}", "[[0,0],[6,0],[6]]"],
)
def test_a_stand_that_cannot_be_drawn_is_rejected(site, organizer, shape):
    hall = site.halls.first()
    response = add(organizer, "stand", hall=hall.pk, code="Z-1", state="available", shape=shape)
    assert response.status_code == 200
    assert not Stand.objects.filter(code="Z-1").exists()


def test_a_session_with_a_speaker(site, organizer):
    speaker = Speaker.objects.create(name_zh="何一")
    data = {
        "edition": site.pk,
        "title_zh": "新场次",
        "track": "rules",
        "room_zh": "主舞台",
        "starts_at": "2026-11-24 10:00",
        "ends_at": "2026-11-24 11:00",
        "speakers": [speaker.pk],
    }
    assert add(organizer, "session", **data).status_code == 302
    assert Session.objects.get(title_zh="新场次").speakers.get() == speaker


def test_halls_hang_on_the_edition_in_the_first_language(site, organizer):
    english = site.get_translations().get().specific
    hall = {"edition": english.pk, "name_zh": "四号馆", "slug": "hall-4"}
    assert add(organizer, "hall", **hall, width="30", depth="20", order="4").status_code == 302
    assert Hall.objects.get(slug="hall-4").edition == site


@pytest.mark.parametrize(
    "model", [HomePage, EditionPage, ProgrammePage, NewsIndexPage, NewsPage, InfoPage]
)
def test_every_page_can_be_edited_and_previewed_in_both_languages(site, organizer, model):
    for page in model.objects.filter(locale__language_code__in=["zh-hans", "en"])[:2]:
        assert organizer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        preview = page.make_preview_request(
            organizer.get("/").wsgi_request, page.preview_modes[0][0]
        )
        assert preview.status_code == 200, page


@pytest.mark.parametrize(
    ("model", "parent"),
    [
        (EditionPage, HomePage),
        (ProgrammePage, EditionPage),
        (NewsPage, NewsIndexPage),
        (InfoPage, HomePage),
    ],
)
def test_a_page_not_saved_yet_can_be_previewed(site, organizer, model, parent):
    above = parent.objects.filter(locale__language_code="zh-hans").first()
    args = ["expo", model._meta.model_name, above.pk]
    preview = reverse("wagtailadmin_pages:preview_on_add", args=args)
    data = {
        "title": "新页",
        "slug": "new",
        "starts_on": "2027-11-20",
        "ends_on": "2027-11-26",
        "state": "planned",
        "published_on": "2026-11-24",
        "body-count": "0",
        "facts-count": "0",
        "partners-count": "0",
        "intro": "null",
    }
    if model is not InfoPage:
        data["intro"] = ""
    assert organizer.post(preview, data).json()["is_valid"] is True
    assert organizer.get(preview).status_code == 200


def test_an_organizer_adds_a_picture(site, organizer):
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "#0b665e").save(data, "PNG")
    file = SimpleUploadedFile("door.png", data.getvalue(), "image/png")
    picture = {"title": "门", "file": file, "alt_zh": "展馆的门", "collection": "1"}
    assert organizer.post(reverse("wagtailimages:add"), picture).status_code == 302
    assert ExpoImage.objects.get(title="门").alt_zh == "展馆的门"


def test_an_edition_with_stands_is_not_deleted(site, organizer):
    organizer.post(reverse("wagtailadmin_pages:delete", args=[site.pk]))
    assert Page.objects.filter(pk=site.pk).exists()


@pytest.mark.parametrize("name", ["Counter staff", "Office", None])
def test_others_find_the_admin_closed(client, db, name):
    user = User.objects.create_user("x@example.com", "kraanvogel-7")
    if name:
        user.groups.add(Group.objects.get(name=name))
    client.force_login(user)
    assert (
        client.get(reverse("wagtailadmin_home"), follow=True)
        .redirect_chain[0][0]
        .startswith("/accounts/sign-in/")
    )


def test_an_organizer_chooses_the_admins_language(site, organizer):
    url = reverse("wagtailadmin_account")
    form = {"name_email-name": "沈一诺", "name_email-language": "zh-hans"}
    form |= {"locale-preferred_language": "en", "theme-theme": "system", "theme-density": "default"}
    form |= {"theme-contrast": "system"}
    assert organizer.post(url, form).status_code == 302
    page = organizer.get(url).content.decode()
    assert 'lang="en"' in page
    assert "Halls and programme" in page


def test_todays_news_is_dated_today(site, organizer):
    index = NewsIndexPage.objects.filter(locale__language_code="zh-hans").first()
    url = reverse("wagtailadmin_pages:add", args=["expo", "newspage", index.pk])
    form = organizer.get(url).context["form"]
    assert form["published_on"].value() == timezone.localdate()


def test_a_translation_is_complete_once_every_text_is_translated(site, organizer):
    index = NewsIndexPage.objects.get(locale__language_code="zh-hans")
    news = NewsPage(title="入场提示", slug="entry", summary="请带证件。")
    index.add_child(instance=news)
    news.save_revision().publish()
    english_page = publish_english(news, {"入场提示": "Entry", "请带证件。": "Bring your papers."})
    assert (english_page.slug, english_page.title) == ("entry", "Entry")
    translation = Translation.objects.get(source__object_id=news.translation_key)
    assert translation.get_progress() == (2, 2)
