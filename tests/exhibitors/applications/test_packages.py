"""Which packages a firm can choose: an edition's own that are on sale, else those of all."""

from datetime import date

import pytest

from exhibitors.applications.forms import ApplicationForm, editions_open, packages_offered
from exhibitors.models import Package
from expo.models import EditionPage
from tests.exhibitors.factories import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]


@pytest.fixture
def edition():
    edition = make_edition()
    EditionPage.objects.filter(pk=edition.pk).update(
        state="open", starts_on=date(2126, 1, 1), ends_on=date(2126, 1, 5)
    )
    edition.refresh_from_db()
    return edition


@pytest.fixture
def everywhere():
    return Package.objects.create(code="standard", name_zh="标准")


def own(edition, code, **fields):
    return Package.objects.create(code=code, name_zh=code, edition=edition, **fields)


def test_without_packages_of_its_own_those_of_every_edition_are_offered(edition, everywhere):
    assert list(Package.objects.offered_at(edition)) == [everywhere]


def test_its_own_take_their_place_as_far_as_they_are_on_sale(edition, everywhere):
    new = own(edition, "standard-2026")
    own(edition, "large-2026", on_sale=False)
    assert list(Package.objects.offered_at(edition)) == [new]
    assert list(packages_offered([edition])) == [new]


def test_an_edition_whose_packages_are_not_on_sale_takes_no_applications(edition, everywhere):
    assert editions_open() == [edition]
    new = own(edition, "standard-2026", on_sale=False)
    assert editions_open() == []
    new.on_sale = True
    new.save()
    assert editions_open() == [edition]


def test_an_edition_without_any_package_to_choose_takes_no_applications(edition, everywhere):
    everywhere.on_sale = False
    everywhere.save()
    assert editions_open() == []


def test_a_package_of_another_edition_is_refused(edition, everywhere):
    other = EditionPage(
        title="第十一届",
        slug="2027",
        state="open",
        starts_on=date(2127, 1, 1),
        ends_on=date(2127, 1, 5),
    )
    edition.get_parent().add_child(instance=other)
    theirs = own(other, "standard-2027")
    data = {"edition": edition.pk, "package": theirs.pk}
    form = ApplicationForm(data, offered=[edition, other])
    assert form.fields["package"].label_from_instance(theirs) == "standard-2027 · 第十一届"
    assert "该届不提供此套餐。" in form.errors["package"]
    form = ApplicationForm(data | {"package": everywhere.pk}, offered=[edition, other])
    assert "package" not in form.errors
