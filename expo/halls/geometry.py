"""Shapes and labels of the hall plan: plain numbers, no database."""

from math import hypot

CHARACTER = 11  # a Chinese character of the name's size; a Latin letter is about half


def box_of(corners):
    """left, top, right, bottom"""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def label_point(corners, box):
    """The middle of a rectangle; for other shapes the inner point farthest from every wall, on a
    grid fine enough for a label."""
    left, top, right, bottom = box
    middle = round((left + right) / 2, 1), round((top + bottom) / 2, 1)
    if len(corners) == 4:
        return middle
    # 24 × 24 points: finer than a label is wide
    steps = 24
    grid = (
        (left + (right - left) * i / steps, top + (bottom - top) * j / steps)
        for i in range(1, steps)
        for j in range(1, steps)
    )
    inside = [point for point in grid if contains(corners, point)]
    if not inside:
        return middle
    x, y = max(inside, key=lambda point: distance_to_walls(corners, point))
    return round(x, 1), round(y, 1)


def walls(corners):
    return zip(corners, [*corners[1:], corners[0]], strict=True)


def contains(corners, point):
    """Even-odd rule."""
    x, y = point
    # a ray to the east: an odd number of walls crossed means inside
    crossings = 0
    for (x1, y1), (x2, y2) in walls(corners):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def distance_to_walls(corners, point):
    x, y = point
    distances = []
    for (x1, y1), (x2, y2) in walls(corners):
        along = ((x2 - x1) ** 2 + (y2 - y1) ** 2) or 1
        t = max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / along))
        distances.append(hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1)))
    return min(distances)


def text_width(text):
    return sum(CHARACTER if ord(c) > 0x2E80 else CHARACTER * 0.56 for c in text)


def shortened(text, width):
    """What fits of it; nothing where only a syllable would."""
    if text_width(text) <= width:
        return text
    short = ""
    for character in text:
        if text_width(short + character) + CHARACTER > width:
            break
        short += character
    return f"{short.rstrip()}…" if text_width(short) >= 2 * CHARACTER else ""
