"""The demo's expo pages, a small edition, and an organizer."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches

from core.models import User
from expo.models import EditionPage
from tests.exhibitors.factories import make_edition
from tests.module_rows import kept_for_a_module
from tools.demo import expo as demo


@pytest.fixture(scope="session")
def seeded_copy(database_copies, django_db_blocker):
    """The expo's demo data takes four seconds to make: once for all modules."""
    with django_db_blocker.unblock():
        database_copies.restore()
        demo.seed()
        return database_copies.keep("seeded")


@pytest.fixture(scope="module")
def seeded(seeded_copy, database_copies, django_db_blocker):
    """The expo's demo data, for a module whose tests do not commit."""
    with django_db_blocker.unblock():
        database_copies.restore(seeded_copy)
        yield
        database_copies.restore()


@pytest.fixture(scope="module")
def edition_of_module(django_db_setup, django_db_blocker):
    """The edition of `make_edition`, half a second of Wagtail's work, made once for a module."""
    with kept_for_a_module(django_db_blocker):
        yield make_edition()


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
