"""Each edition has halls, pavilions and stands by the same names: who chooses one sees whose."""

import pytest
from django.urls import reverse

from expo.editions.next_edition import make
from expo.models import Stand
from tests.expo.editions.plans import plan_from


@pytest.fixture
def newer(site):
    return make(plan_from(site), user=None)


def rows(organizer, model, **query):
    """What can be chosen, in the text of its rows."""
    url = reverse(f"wagtailsnippetchoosers_expo_{model}:choose_results")
    table = organizer.get(url, query).content.decode().partition("<tbody")[2]
    return [" ".join(row.split()) for row in table.split("<tr")[1:]]


@pytest.mark.parametrize("model", ["hall", "pavilion", "stand"])
def test_each_names_its_edition_and_the_newest_comes_first(site, newer, organizer, model):
    listed = rows(organizer, model)
    assert newer.title in listed[0]
    assert newer.title not in rows(organizer, model, q="没有")
    url = reverse(f"wagtailsnippetchoosers_expo_{model}:choose")
    assert newer.title in organizer.get(url).json()["html"]


def test_a_stand_is_found_by_its_code(site, newer, organizer):
    stand = Stand.objects.filter(hall__edition=site).first()
    found = rows(organizer, "stand", q=stand.code.lower())
    assert len(found) == Stand.objects.filter(code__icontains=stand.code).count() >= 2
    assert newer.title in found[0]
    assert site.title in found[-1]
    assert all(stand.hall.name_zh in row for row in found)


def test_a_hall_is_found_by_its_name(site, newer, organizer):
    hall = site.halls.first()
    assert len(rows(organizer, "hall", q=hall.name_zh)) == 2
