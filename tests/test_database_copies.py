"""The tests' own database: one that commits for real must not empty it for the next."""

import pytest
from wagtail.models import Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("repetition", [1, 2])
def test_pages_stand_after_a_test_that_commits(repetition):
    assert Page.objects.filter(depth=1).count() == 1
