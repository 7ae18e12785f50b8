"""Who stands left, right and behind, by the shapes of the stands alone."""

from types import SimpleNamespace

from expo.halls.neighbours import neighbours

HALL = SimpleNamespace(width=60, depth=40)


def stand(code, x, y, wide=5, deep=6):
    shape = [[x, y], [x + wide, y], [x + wide, y + deep], [x, y + deep]]
    return SimpleNamespace(code=code, shape=shape)


def row(letter, y, x=10, n=4, first=1):
    return [stand(f"{letter}-{first + i:02}", x + 5 * i, y) for i in range(n)]


def around(code, stands):
    chosen = next(each for each in stands if each.code == code)
    near = neighbours(chosen, stands, HALL)
    return {
        side: [each.code for each in getattr(near, side)]
        for side in ("left", "right", "behind", "beside")
        if getattr(near, side)
    }


ISLAND = [*row("A", 10), *row("A", 16, first=5)]  # two rows, back to back


def test_back_to_back_the_front_is_the_aisle_on_the_other_side():
    # A-02 is looked at from the north: east is on the left
    assert around("A-02", ISLAND) == {"left": ["A-03"], "right": ["A-01"], "behind": ["A-06"]}
    assert around("A-06", ISLAND) == {"left": ["A-05"], "right": ["A-07"], "behind": ["A-02"]}


def test_at_the_end_of_a_row_one_side_is_an_aisle():
    assert around("A-01", ISLAND) == {"left": ["A-02"], "behind": ["A-05"]}
    assert around("A-08", ISLAND) == {"left": ["A-07"], "behind": ["A-04"]}


def test_a_row_along_the_wall_looks_into_the_hall():
    assert around("W-02", row("W", 0.5)) == {"left": ["W-01"], "right": ["W-03"]}
    assert around("W-02", row("W", 33.5)) == {"left": ["W-03"], "right": ["W-01"]}


def test_rows_from_north_to_south():
    columns = [stand(f"N-{i}", 10, 5 + 5 * i, 6, 5) for i in range(4)]
    columns += [stand(f"S-{i}", 16, 5 + 5 * i, 6, 5) for i in range(4)]
    # looked at from the west, north is on the left
    assert around("N-1", columns) == {"left": ["N-0"], "right": ["N-2"], "behind": ["S-1"]}
    assert around("S-1", columns) == {"left": ["S-2"], "right": ["S-0"], "behind": ["N-1"]}


def test_a_row_with_aisles_on_both_sides_has_no_left_or_right():
    assert around("R-02", row("R", 15)) == {"beside": ["R-01", "R-03"]}


def test_a_block_as_deep_as_long_leaves_the_front_open():
    block = [*row("B", 10, n=2), *row("B", 16, n=2, first=3)]
    assert around("B-01", block) == {"beside": ["B-02", "B-03"]}


def test_an_island_of_its_own_has_no_neighbours():
    assert around("I-01", [stand("I-01", 40, 25), *ISLAND]) == {}


def test_an_aisle_parts_and_a_hand_s_breadth_does_not():
    apart = [stand("A-01", 0, 1), stand("A-02", 5.2, 1), stand("A-03", 13, 1)]
    assert around("A-02", [*apart, *row("A", 7, x=0, n=3, first=4)])["right"] == ["A-01"]


def test_behind_an_l_is_not_beside_it_too():
    shape = [[10, 10], [20, 10], [20, 16], [15, 16], [15, 22], [10, 22]]
    corner = SimpleNamespace(code="L-01", shape=shape)
    stands = [corner, stand("L-02", 20, 10), stand("L-03", 15, 16), stand("L-04", 20, 16)]
    stands += [stand("L-05", 25, 10), stand("L-06", 25, 16)]
    assert around("L-01", stands) == {"left": ["L-02"], "behind": ["L-03"]}
