"""A picture in a draft is for those who work on it and those who review it; once published it is
everybody's. Before, whoever had its address saw it."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.sign_in.sessions import STATE
from core.models import ExpoImage, User
from exhibitors.actions.drafts import save_draft
from exhibitors.actions.pictures import store_picture
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member, make_user
from tests.exhibitors.pictures import jpeg
from tests.expo_site import clear_caches

pytestmark = pytest.mark.django_db
SIZES = ("original", "fill-144x144|format-webp")


@pytest.fixture
def draft():
    """Kiwi's live booth with a new picture in its draft."""
    clear_caches()  # Wagtail keeps sizes by the picture's key, which another test had
    booth = make_booth()
    member = make_member(booth.exhibitor)
    picture = store_picture(booth.exhibitor, jpeg(), user=member, title="新图")
    save_draft(
        booth,
        user=member,
        seen=booth.latest_revision_id,
        change=lambda each: setattr(each, "picture", picture),
    )
    booth.refresh_from_db()
    return SimpleNamespace(booth=booth, member=member, picture=picture)


def urls(picture):
    return [picture.file.url, *(picture.get_rendition(size).url for size in SIZES)]


def statuses(user, picture):
    client = Client()
    if user:
        client.force_login(user)
    return {client.get(url).status_code for url in urls(picture)}


def staff(role):
    user = User.objects.create_user(f"{role}@example.com".replace(" ", ""))
    user.groups.add(Group.objects.get(name=role))
    return user


def test_a_draft_picture_is_hidden_from_everybody_else(draft):
    stranger = make_member(make_exhibitor("nordic"), "ingrid@example.com")
    others = [None, make_user("shopper@example.com"), stranger, staff("Clearance clerks")]
    assert [statuses(user, draft.picture) for user in others] == [{404}] * 4


def test_its_members_organizers_and_reviewers_see_it_uncached(draft):
    colleague = make_member(draft.booth.exhibitor, "colleague@example.com", "viewer")
    entitled = [draft.member, colleague, staff("Organizers"), staff("Reviewers")]
    assert [statuses(user, draft.picture) for user in entitled] == [{200}] * 4
    client = Client()
    client.force_login(draft.member)
    assert client.get(draft.picture.file.url)["Cache-Control"] == "private, no-store"


def test_published_it_is_everybodys_and_stays_in_caches(draft, django_assert_num_queries):
    draft.booth.get_latest_revision().publish()
    assert statuses(None, draft.picture) == {200}
    url = draft.picture.get_rendition(SIZES[1]).url
    with django_assert_num_queries(0):  # the second time
        response = Client().get(url)
    assert response["Cache-Control"] == "public, max-age=86400"


def test_a_picture_of_the_organizers_costs_no_query(settings, django_assert_num_queries):
    place = settings.MEDIA_ROOT / "images" / "hall.webp"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"x")
    with django_assert_num_queries(0):
        assert Client().get("/media/images/hall.webp").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/../images/desk-x.webp",
        "/media/images//desk-x.webp",
        "/media/./images/desk-x.webp",
        "/media/images/%2e/desk-x.webp",
        "/media/images/desk-x.webp/x/..",
        "/media/images/desk-x.webp/x/../.",
        "/media/images/desk-x.webp/",
    ],
)
def test_another_way_of_writing_the_path_opens_nothing(draft, path):
    name = draft.picture.get_rendition(SIZES[1]).file.name.removeprefix("images/")
    response = Client().get(path.replace("desk-x.webp", name))
    assert response.status_code in (301, 302, 400, 404)
    assert ExpoImage.objects.get(pk=draft.picture.pk).is_public is False


def test_a_draft_picture_needs_what_other_work_needs(draft, settings):
    """The second factor, and a session that was not left alone: pictures went round both."""
    reviewer = staff("Reviewers")
    settings.TWO_FACTOR_REQUIRED = True
    assert statuses(reviewer, draft.picture) == {302}
    settings.TWO_FACTOR_REQUIRED = False
    left_alone = Client()
    left_alone.force_login(reviewer)
    session = left_alone.session
    session[STATE] = {**session[STATE], "seen": 0}
    session.save()
    assert left_alone.get(draft.picture.file.url).status_code == 404
    assert "_auth_user_id" not in left_alone.session
