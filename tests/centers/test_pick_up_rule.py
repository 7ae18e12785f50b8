"""Who may hand goods over (R-O2O-3, 4): the special zone with a valid approval, nobody else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from centers.models import DisplayCenter
from tests.centers.factories import make_center, make_pick_up_center

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, True),
        ({"approval_valid_to": TODAY}, True),
        ({"approval_valid_to": date(2026, 11, 23)}, False),
        ({"approval_valid_to": None}, False),
        ({"fulfilment": "ship"}, False),
    ],
)
def test_an_approval_must_be_valid_on_the_day(fields, allowed):
    center = make_pick_up_center(**fields)
    assert center.allows_pick_up(TODAY) is allowed
    assert DisplayCenter.objects.may_hand_over(TODAY).exists() is allowed


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "airport"},
        {"kind": "airport", "in_special_zone": False},
        {"kind": "cbd"},
        {"kind": "street"},
        {"in_special_zone": False},
        {"approval_number": ""},
    ],
)
def test_the_database_refuses_pick_up_elsewhere(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_pick_up_center(**fields)
    assert not DisplayCenter.objects.exists()


@pytest.mark.parametrize("kind", ["airport", "cbd", "street"])
def test_no_later_change_slips_through(kind):
    center = make_pick_up_center()
    with pytest.raises(IntegrityError), transaction.atomic():
        DisplayCenter.objects.filter(pk=center.pk).update(kind=kind)
    airport = make_center("airport")
    with pytest.raises(IntegrityError), transaction.atomic():
        DisplayCenter.objects.filter(pk=airport.pk).update(fulfilment="pick_up")


def test_the_editor_reads_why():
    center = make_center("airport")
    center.fulfilment = DisplayCenter.Fulfilment.PICK_UP
    with pytest.raises(ValidationError) as exc_info:
        center.full_clean()
    assert len(exc_info.value.error_dict["fulfilment"]) == 4
