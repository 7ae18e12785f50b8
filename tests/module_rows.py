"""Rows that all tests of a module start from, made once."""

from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.utils import translation


@contextmanager
def kept_for_a_module(django_db_blocker):
    """For a fixture of `scope="module"`: what it makes is rolled back after the module, and each
    test's own transaction nests inside. Not beside tests that commit for real."""
    with (
        django_db_blocker.unblock(),
        translation.override(settings.LANGUAGE_CODE),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)
