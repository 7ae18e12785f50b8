"""Which stands cover the same ground, whatever their shape."""

import pytest

from expo.halls.overlaps import overlap
from expo.models import Stand

SQUARE = [[0, 0], [6, 0], [6, 3], [0, 3]]
# an L around the corner 2, 1
ANGLE = [[0, 0], [6, 0], [6, 1], [2, 1], [2, 4], [0, 4]]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (SQUARE, True),
        ([[5.9, 2.9], [9, 2.9], [9, 6], [5.9, 6]], True),
        ([[1, 1], [2, 1], [2, 2], [1, 2]], True),  # inside
        ([[6, 0], [9, 0], [9, 3], [6, 3]], False),  # wall to wall
        ([[6, 3], [9, 3], [9, 6], [6, 6]], False),  # corner to corner
        ([[-1, 1], [7, 1], [7, 2], [-1, 2]], True),  # across, with no corner inside
        ([[7, 0], [9, 0], [9, 3]], False),
    ],
)
def test_a_square_and_its_neighbours(other, expected):
    for shape in (other, other[::-1]):
        assert overlap(SQUARE, shape) is expected
        assert overlap(shape, SQUARE) is expected


def test_what_stands_in_the_corner_of_an_angle_is_beside_it():
    assert not overlap(ANGLE, [[2, 1], [6, 1], [6, 4], [2, 4]])
    assert overlap(ANGLE, [[1.5, 0.5], [6, 0.5], [6, 4], [1.5, 4]])


def test_an_angle_whose_inner_corner_lies_on_a_straight_line_of_two_others():
    angle = [[0, 0], [10, 0], [10, 6], [5, 6], [5, 12], [0, 12]]
    beside = [[5, 6], [10, 6], [10, 12], [5, 12]]
    for turned in range(6):
        shape = angle[turned:] + angle[:turned]
        assert not overlap(shape, beside)
        assert overlap(shape, [[4, 5], [10, 5], [10, 12], [4, 12]])


def test_a_shape_that_crosses_itself_is_judged_all_the_same():
    assert overlap([[0, 0], [6, 3], [6, 0], [0, 3]], SQUARE)


def test_no_stands_of_the_demo_overlap(site):
    stands = list(Stand.objects.select_related("hall"))
    assert len(stands) > 10
    assert [stand.code for stand in stands if stand.overlapping()] == []


def test_a_stand_that_was_not_drawn_yet_is_in_nobody_s_way():
    assert not overlap([], [[0, 0], [6, 0], [6, 3]])
