"""The order of featured goods as the booth's form sends it: numbers, buttons up and down, ticks
to take away, one to add. Works without a line of script."""

from math import isfinite

MAX_FEATURED = 12


def ordered(data, known):
    """Product keys in the order the member wants.

    data: the form's POST; known: keys the exhibitor may feature. Each row sends `featured`, its
    `position-<pk>` and perhaps `drop-<pk>`; `add` is a key; `move` is "up:<pk>" or "down:<pk>"."""
    rows = []
    # a row without a position of its own stays where it was
    for at, pk in enumerate(keys(data.getlist("featured"))):
        if pk in known and pk not in rows and not data.get(f"drop-{pk}"):
            rows.append((number(data.get(f"position-{pk}"), at + 1), at, pk))
    order = list(dict.fromkeys(pk for _position, _at, pk in sorted(rows)))
    for pk in keys([data.get("add", "")]):
        if pk in known and pk not in order and len(order) < MAX_FEATURED:
            order.append(pk)
    return moved(order, data.get("move", ""))


def keys(values):
    return [int(value) for value in values if value.isascii() and value.isdigit()]


def number(value, fallback):
    """Where the member wants the row; halves are allowed, nonsense leaves it where it was."""
    try:
        # some keyboards have a comma for the point
        wish = float(str(value).replace(",", "."))
    except ValueError:
        return fallback
    return wish if isfinite(wish) else fallback


def moved(order, move):
    direction, _colon, key = move.partition(":")
    for pk in keys([key]):
        if pk in order and direction in ("up", "down"):
            at = order.index(pk)
            to = at - 1 if direction == "up" else at + 1
            if 0 <= to < len(order):
                order[at], order[to] = order[to], order[at]
    return order


def feature(booth, order):
    """Put the goods on a booth's draft in this order; rows that stay keep their identity."""
    rows = {row.product_id: row for row in booth.featured.all()}
    new = booth.featured.model
    kept = [rows.get(pk) or new(product_id=pk) for pk in order]
    for at, row in enumerate(kept):
        row.sort_order = at
    booth.featured = kept
