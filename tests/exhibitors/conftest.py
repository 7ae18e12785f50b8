import pytest
from django.contrib.auth.models import Group
from django.test import Client

from core import groups
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member, make_user
from tests.factories import make_product, make_variant_for_sale


@pytest.fixture
def kiwi():
    return make_exhibitor("kiwi")


@pytest.fixture
def aroha(client, kiwi):
    """The exhibitor's owner, signed in."""
    user = make_member(kiwi, "aroha@expo.test")
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def reviewer(django_user_model):
    user = make_user("reviewer@expo.test")
    user.groups.add(Group.objects.get(name=groups.REVIEWERS))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def booth(kiwi):
    return make_booth(kiwi, intro_zh="十一户牧场", intro_en="Eleven farms")


@pytest.fixture
def good(kiwi):
    product = make_product(kiwi, name_zh="麦卢卡蜂蜜", name_en="Manuka honey", description_zh="好")
    make_variant_for_sale(product)
    return product


@pytest.fixture
def organizer():
    user = make_user("organizer@expo.test")
    user.groups.add(Group.objects.get(name=groups.ORGANIZERS))
    client = Client()
    client.force_login(user)
    client.user = user
    return client
