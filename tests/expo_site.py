"""The demo's expo pages, seeded once a module, and an organizer."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import transaction

from core.models import User
from expo.models import EditionPage
from tools.demo import expo as demo


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """The expo's demo data, seeded once for a module and rolled back after it; each test's own
    transaction nests inside."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        demo.seed()
        yield
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def site(seeded, db):
    """The edition of the seeded site, with empty caches."""
    clear_caches()
    yield EditionPage.objects.get(slug="2026", locale__language_code="zh-hans")
    clear_caches()


def clear_caches():
    for cache in ("local", "default"):
        caches[cache].clear()


@pytest.fixture
def organizer(client, db):
    user = User.objects.create_user("ze@example.com", "kraanvogel-7", name="泽")
    user.groups.add(Group.objects.get(name="Organizers"))
    client.force_login(user)
    client.user = user
    return client
