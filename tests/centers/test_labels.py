"""Printing labels: who may, and what is on the labels_pdf."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from centers.actions import issue_codes
from centers.labels import Label, labels_of, labels_pdf
from centers.models import Sample, Token
from tests.centers.factories import make_center, make_sample, make_shelf
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return make_shelf(make_center("airport"), "A3")


def person(django_user_model, email, *groups):
    user = django_user_model.objects.create(email=email)
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


def samples():
    return Sample.objects.select_related("shelf__center", "variant__product")


def test_a_label_says_name_sku_and_shelf_in_both_languages(shelf):
    honey = make_product(name_zh="麦卢卡蜂蜜", name_en="Manuka honey")
    make_sample(make_variant(honey, sku="KIWI-007-1"), shelf)
    token = issue_codes(samples())[0]
    assert labels_of([token]) == [
        Label(
            token,
            "A3",
            "麦卢卡蜂蜜 250克/瓶",
            "Manuka honey 250 g jar",
            "KIWI-007-1",
            "airport展示中心",
        )
    ]


def test_characters_missing_in_the_font_fall_back_to_the_english_name(shelf):
    make_sample(make_variant(make_product(name_zh="𠮷野家", name_en="Yoshi 🍯 bowl")), shelf)
    label = labels_of(issue_codes(samples()))[0]
    assert (label.name_zh, label.name_en) == ("Yoshi bowl", "Yoshi bowl 250 g jar")


@pytest.mark.parametrize(("number", "pages"), [(0, 1), (1, 1), (24, 1), (25, 2)])
def test_twenty_four_labels_make_a_page(shelf, number, pages):
    for _ in range(number):
        make_sample(make_variant(), shelf)
    content = labels_pdf(labels_of(issue_codes(samples())))
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == pages


def test_names_of_any_length_stay_on_their_label(shelf):
    long = make_product(name_zh="很长的名字" * 39, name_en="A very long name " * 11)
    make_sample(make_variant(long, spec_zh="规格" * 60), shelf)
    assert labels_pdf(labels_of(issue_codes(samples()))).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("email", "groups", "serves", "status"),
    [
        ("organizer@x.test", ["Organizers"], False, 200),
        ("counter.airport@x.test", ["Counter staff"], True, 200),
        ("counter.cbd@x.test", ["Counter staff"], False, 404),
        ("clerk@x.test", ["Clearance clerks"], False, 403),
        ("consumer@x.test", [], False, 403),
        ("left@x.test", [], True, 403),
    ],
)
def test_only_organizers_and_the_own_counter_print(
    client, django_user_model, shelf, email, groups, serves, status
):
    make_sample(make_variant(), shelf)
    user = person(django_user_model, email, *groups)
    if serves:
        shelf.center.staff.add(user)
    client.force_login(user)
    response = client.get("/centers/airport/labels.pdf")
    assert response.status_code == status
    assert Token.objects.exists() is (status == 200)


def test_anonymous_visitors_are_sent_to_sign_in(client, shelf):
    response = client.get("/centers/airport/labels.pdf")
    assert (response.status_code, response.url.partition("?")[0]) == (
        302,
        reverse("accounts:sign_in"),
    )


def test_one_shelf_can_be_printed_alone(client, django_user_model, shelf):
    make_sample(make_variant(), shelf)
    make_sample(make_variant(), make_shelf(shelf.center, "B1"))
    client.force_login(person(django_user_model, "o@x.test", "Organizers"))
    client.get(f"/centers/airport/labels.pdf?shelf={shelf.pk}")
    assert [token.sample.shelf for token in Token.objects.all()] == [shelf]
    assert client.get("/centers/airport/labels.pdf?shelf=x%01").status_code == 200
