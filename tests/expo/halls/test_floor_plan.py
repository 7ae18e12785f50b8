"""Geometry of the hall plan, without a database."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from expo.admin.stand_form import corners_of, rectangle_of
from expo.halls import floor_plan, geometry
from expo.models import Stand

HALL = SimpleNamespace(width=Decimal(72), depth=Decimal(36))
L_SHAPE = [[0, 0], [10, 0], [10, 6], [5, 6], [5, 12], [0, 12]]


def drawn(shape, occupants=(), code="A-01", state="allotted", hall=HALL):
    stand = SimpleNamespace(pk=1, code=code, shape=shape, pavilion=None, state=state)
    (stand,) = floor_plan.drawn(hall, [stand], {1: list(occupants)})
    return stand


def test_metres_become_units_from_the_north_west_corner():
    stand = drawn([[0, 0], [72, 0], [72, 36], [0, 36]])
    assert stand.box == (24, 24, 1056, 540)
    assert stand.middle == (540, 282)
    assert floor_plan.outline(HALL)["height"] == 564


def test_the_label_of_an_odd_shape_lies_inside_it():
    stand = drawn(L_SHAPE)
    assert geometry.contains(stand.corners, stand.middle)
    assert stand.middle != geometry.label_point(stand.corners[:4], stand.box)


def test_a_long_name_is_shortened_to_the_stand():
    names = [floor_plan.Occupant("一家名字非常长的海外商家有限公司")]
    stand = drawn([[0, 0], [6, 0], [6, 6], [0, 6]], names)
    assert stand.label.endswith("…")
    assert geometry.text_width(stand.label) <= 6 * 1032 / 72
    assert drawn([[0, 0], [1, 0], [1, 1], [0, 1]], names).label == ""


def test_free_is_available_and_without_anyone():
    square = [[0, 0], [6, 0], [6, 6], [0, 6]]
    assert drawn(square, state="available").free
    assert not drawn(square, state="held").free
    assert not drawn(square, [floor_plan.Occupant("某")], state="available").free


def test_a_long_hall_is_drawn_wider_so_that_codes_stay_readable():
    hall = SimpleNamespace(width=Decimal(140), depth=Decimal(60))
    stand = drawn([[0, 0], [3, 0], [3, 3], [0, 3]], hall=hall)
    left, _top, right, _bottom = stand.box
    assert right - left >= geometry.text_width(stand.code) * 1.3
    assert floor_plan.outline(hall)["is_large"]
    assert not floor_plan.outline(HALL)["is_large"]


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        (L_SHAPE, "90.0"),
        ([[0, 0], [6, 0], [6, 3], [0, 3]], "18.0"),
        ([[0, 0], [4, 0], [0, 3]], "6.0"),
    ],
)
def test_area_by_the_corners(shape, area):
    assert Stand(shape=shape).area == Decimal(area)
    assert Stand(shape=shape[::-1]).area == Decimal(area)


def test_four_measures_and_back():
    shape = corners_of(Decimal("2"), Decimal("3"), Decimal("6"), Decimal("4.5"))
    assert rectangle_of(shape) == (Decimal("2"), Decimal("3"), Decimal("6"), Decimal("4.5"))
    assert rectangle_of(L_SHAPE) is None
    assert rectangle_of([[0, 0], [6, 1], [6, 3], [0, 3]]) is None
