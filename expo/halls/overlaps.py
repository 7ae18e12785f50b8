"""Do two stands cover the same ground? Corners in metres, shapes of any kind, no database."""

from itertools import pairwise

TOLERANCE = 1e-6  # metres: a common wall is no overlap


def overlap(shape, other):
    """Whether two polygons share some area; each is a list of [x, y]."""
    triangles, others = triangles_of(shape), triangles_of(other)
    return any(not are_apart(one, two) for one in triangles for two in others)


def triangles_of(shape):
    """The polygon cut into triangles, ear by ear; any sense of the corners. A stand that was not
    drawn yet covers nothing."""
    if not shape:
        return []
    ring = [tuple(map(float, corner)) for corner in shape]
    ring = ring if signed_area(ring) > 0 else ring[::-1]
    triangles = []
    while len(ring) > 3:
        # a polygon that crosses itself may have no ear: its first corner is cut off all the same
        n = next((n for n in range(len(ring)) if is_ear(ring, n)), 0)
        triangles.append((ring[n - 1], ring[n], ring[(n + 1) % len(ring)]))
        del ring[n]
    return [each for each in [*triangles, tuple(ring)] if abs(signed_area(each)) > TOLERANCE**2]


def is_ear(ring, n):
    """The corner points outwards, and no other corner lies inside its triangle."""
    triangle = ring[n - 1], ring[n], ring[(n + 1) % len(ring)]
    if signed_area(triangle) < 0:
        return False
    return not any(is_inside(triangle, corner) for corner in ring if corner not in triangle)


def signed_area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])) / 2


def is_inside(triangle, point):
    """On an edge counts as inside: cut there, an angle would be left that overlaps itself."""
    edges = pairwise([*triangle, triangle[0]])
    return all(signed_area((start, end, point)) >= 0 for start, end in edges)


def are_apart(one, two):
    """Two convex shapes share no area if a line along one of their edges lies between them."""
    for ring in (one, two):
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
            across = (y1 - y2) / length, (x2 - x1) / length
            first = [x * across[0] + y * across[1] for x, y in one]
            second = [x * across[0] + y * across[1] for x, y in two]
            if max(first) <= min(second) + TOLERANCE or max(second) <= min(first) + TOLERANCE:
                return True
    return False
