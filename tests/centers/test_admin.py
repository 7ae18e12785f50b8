"""Organizers keep centers, hours, shelves and codes in Wagtail's admin."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.users.models import UserProfile

from centers.models import DisplayCenter, Sample, Token
from evidence.models import Entry
from tests.centers.factories import make_center, make_sample, make_shelf, make_token
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def organizer(client, django_user_model):
    user = django_user_model.objects.create(email="organizer@x.test")
    user.groups.add(Group.objects.get(name="Organizers"))
    client.force_login(user)
    return user


def path(model, action, *args):
    return reverse(model.snippet_viewset.get_url_name(action), args=args)


def center_form(center, **changes):
    empty = {"INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    fields = ("name_zh", "name_en", "slug", "code", "kind", "fulfilment", "address_zh")
    form = {field: getattr(center, field) for field in fields} | {"order": 1, "approval_number": ""}
    form |= {f"hours-{name}": value for name, value in empty.items()}
    return form | {"hours-TOTAL_FORMS": 1} | changes


def test_lists_and_forms_open(client, organizer):
    sample = make_sample(make_variant(), make_shelf(make_center("airport"), "A3"))
    token = make_token(sample)
    for model, row in ((DisplayCenter, sample.shelf.center), (Token, token)):
        assert client.get(path(model, "list")).status_code == 200
        assert client.get(path(model, "edit", row.pk)).status_code == 200
    shelves = client.get(path(type(sample.shelf), "list"))
    assert f"labels.pdf?shelf={sample.shelf.pk}" in shelves.content.decode()
    form = client.get(path(type(sample.shelf), "edit", sample.shelf.pk))
    assert "choose_variant" in form.content.decode()


def test_hours_are_written_with_the_center(client, organizer):
    center = make_center("airport", hours=())
    hours = {"hours-0-weekday": 0, "hours-0-opens": "09:00", "hours-0-closes": "18:00"}
    response = client.post(path(DisplayCenter, "edit", center.pk), center_form(center, **hours))
    assert response.status_code == 302, response.context["form"].errors
    assert [str(row.opens) for row in center.hours.all()] == ["09:00:00"]


def test_pick_up_at_the_airport_is_not_allowed_and_says_why(client, organizer):
    center = make_center("airport", hours=())
    form = center_form(center, fulfilment="pick_up", **{"hours-TOTAL_FORMS": 0})
    response = client.post(path(DisplayCenter, "edit", center.pk), form)
    assert response.status_code == 200
    assert response.context["form"].errors["fulfilment"]
    center.refresh_from_db()
    assert center.fulfilment == "ship"


def test_goods_for_a_shelf_are_searched_by_sku_and_name(client, organizer):
    honey = make_variant(make_product(name_zh="麦卢卡蜂蜜"), sku="KIWI-7")
    make_variant(make_product(name_zh="茶"), sku="TEA-1")
    for query in ("kiwi", "卢卡"):
        response = client.get(reverse("choose_variant:choose_results"), {"q": query})
        assert [row.pk for row in response.context["results"]] == [honey.pk]


def test_a_code_can_be_withdrawn(client, organizer):
    token = make_token(make_sample(make_variant()))
    form = {"kind": "sample", "center": token.center.pk, "revoked_at": "2026-11-24 10:00"}
    response = client.post(path(Token, "edit", token.pk), form)
    assert response.status_code == 302, response.context["form"].errors
    assert client.get(f"/q/{token.value}").status_code == 410


@pytest.mark.parametrize(
    ("language", "question"), [("zh-hans", "停用二维码"), ("en", "Withdraw QR codes")]
)
def test_a_code_is_withdrawn_from_the_list_after_a_question(client, organizer, language, question):
    UserProfile.objects.create(user=organizer, preferred_language=language)
    token, other = (make_token(make_sample(make_variant())) for _ in range(2))
    url = reverse("wagtail_bulk_action", args=["centers", "token", "revoke"]) + f"?id={token.pk}"
    assert url.replace("&", "&amp;") in client.get(path(Token, "list")).content.decode()
    page = client.get(url).content.decode()
    assert question in page
    assert token.value in page
    assert client.get(f"/q/{token.value}").status_code == 302  # nothing happens before the answer

    response = client.post(url + "&next=" + path(Token, "list"))
    assert response.url == path(Token, "list")
    assert client.get(f"/q/{token.value}").status_code == 410
    assert client.get(f"/q/{other.value}").status_code == 302
    assert url not in client.get(path(Token, "list")).content.decode()


def test_a_withdrawn_code_is_not_withdrawn_again(client, organizer):
    token = make_token(make_sample(make_variant()))
    Token.objects.revoke()
    before = Token.objects.get().revoked_at
    url = reverse("wagtail_bulk_action", args=["centers", "token", "revoke"]) + f"?id={token.pk}"
    assert "已停用，或您无权停用：" in client.get(url).content.decode()
    client.post(url)
    assert Token.objects.get().revoked_at == before


def test_counter_staff_withdraw_nothing(client, django_user_model):
    user = django_user_model.objects.create(email="counter@x.test")
    user.groups.add(Group.objects.get(name="Counter staff"))
    client.force_login(user)
    token = make_token(make_sample(make_variant()))
    url = reverse("wagtail_bulk_action", args=["centers", "token", "revoke"])
    client.post(f"{url}?id={token.pk}")
    assert Token.objects.live().get() == token


def test_other_people_stay_outside(client, django_user_model):
    user = django_user_model.objects.create(email="counter@x.test")
    user.groups.add(Group.objects.get(name="Counter staff"))
    client.force_login(user)
    assert client.get(path(DisplayCenter, "list")).status_code in (302, 403)
    assert Sample.objects.count() == 0


def counter_person(django_user_model, email):
    user = django_user_model.objects.create(email=email)
    user.groups.add(Group.objects.get(name="Counter staff"))
    return user


def test_an_organizer_puts_counter_staff_on_a_list_and_the_ledger_keeps_it(
    client, organizer, django_user_model
):
    center, mei = make_center("airport", hours=()), counter_person(django_user_model, "mei@x.test")
    form = center_form(center, staff=[mei.pk], **{"hours-TOTAL_FORMS": 0})
    assert client.post(path(DisplayCenter, "edit", center.pk), form).status_code == 302
    assert list(center.staff.all()) == [mei]
    entry = Entry.objects.get(subject=f"user {mei.pk}")
    assert (entry.kind, entry.actor) == ("rights changed", f"user {organizer.pk}")
    assert entry.payload == '{"after":["counter airport"],"before":[]}'


@pytest.mark.parametrize("has_the_role", [False, True])
def test_no_organizer_serves_at_a_counter_by_their_own_hand(client, organizer, has_the_role):
    center = make_center("airport", hours=())
    if has_the_role:
        organizer.groups.add(Group.objects.get(name="Counter staff"))
    form = center_form(center, staff=[organizer.pk], **{"hours-TOTAL_FORMS": 0})
    response = client.post(path(DisplayCenter, "edit", center.pk), form)
    assert "staff" in response.context["form"].errors
    assert not center.staff.exists()
