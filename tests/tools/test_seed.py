"""The demo can be seeded again and again."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Page

from accounts.roles.actions import roles_of
from core.models import User
from expo.models import EditionPage, HomePage, Session, Stand
from tools.demo import expo as demo

pytestmark = pytest.mark.usefixtures("site")


def counts():
    models = [m for m in apps.get_models() if m._meta.app_label in ("core", "expo", "wagtailcore")]
    return {m._meta.label: m.objects.count() for m in models}


def test_twice_is_once():
    before = counts()
    demo.seed()
    assert counts() == before
    assert [len(pages) for pages in Page.find_problems()] == [0, 0, 0, 0, 0]


def test_the_edition_has_halls_pavilions_and_sessions():
    edition = EditionPage.objects.get(slug="2026", locale__language_code="zh-hans")
    assert [hall.stands.count() >= 20 for hall in edition.halls.all()] == [True, True]
    assert edition.pavilions.count() == 6
    assert Session.objects.count() >= 12
    assert HomePage.objects.get(locale__language_code="zh-hans").current_edition == edition


def test_every_demo_account_signs_in_with_the_one_password():
    for row in demo.accounts.ACCOUNTS:
        user = User.objects.get(email=row["email"])
        assert user.check_password("expo-demo")
        assert "".join(roles_of(user)) == row["role"]


def test_changes_made_by_hand_are_kept():
    Stand.objects.filter(code="A-07").update(state="allotted")
    home = HomePage.objects.get(locale__language_code="zh-hans")
    home.headline = "改过的"
    home.save_revision().publish()
    user = User.objects.get(email="consumer@expo.test")
    user.set_password("eigen-woord-4")
    user.save()
    demo.seed()
    assert Stand.objects.get(code="A-07").state == "allotted"
    assert HomePage.objects.get(pk=home.pk).headline == "改过的"
    assert User.objects.get(pk=user.pk).check_password("eigen-woord-4")


def test_the_five_groups_exist_without_the_demo():
    names = {"Organizers", "Reviewers", "Clearance clerks", "Counter staff", "Office"}
    assert names <= set(Group.objects.values_list("name", flat=True))
    assert not Group.objects.get(name="Organizers").permissions.filter(codename="delete_user")
