"""Bars per day as numbers for the page's SVG: positions are attributes, so no style is needed."""

from dataclasses import dataclass

HEIGHT = 120
WIDTH = 960  # what the work page's column takes; more days make it wider, and the page scrolls it
MIN_STEP, MAX_STEP = 24, 64
GAP = 6


@dataclass(frozen=True)
class Bar:
    x: int
    width: int
    day: object
    orders: int
    released: int
    orders_height: int
    released_height: int

    @property
    def orders_y(self):
        return HEIGHT - self.orders_height

    @property
    def released_y(self):
        return HEIGHT - self.released_height

    @property
    def released_x(self):
        return self.x + self.width + 1


@dataclass(frozen=True)
class Chart:
    """`top`: the highest count, at the upper line; `middle`: its half, None where that is none."""

    bars: list[Bar]
    width: int
    top: int

    @property
    def middle(self):
        return self.top // 2 if self.top and self.top % 2 == 0 else None


def chart(days):
    """One pair of bars a day, the highest figure reaching the top."""
    step = max(MIN_STEP, min(MAX_STEP, WIDTH // max(len(days), 1)))
    top = max([max(m.orders, m.released) for _, m in days], default=0)
    bars = [_bar(index * step, step, day, m, top) for index, (day, m) in enumerate(days)]
    return Chart(bars, max(WIDTH, len(days) * step), top)


def _bar(x, step, day, measures, top):
    # or 1: days without any order draw no bars instead of dividing by nought
    orders, released = (
        round(count * HEIGHT / (top or 1)) for count in (measures.orders, measures.released)
    )
    width = (step - GAP) // 2
    return Bar(x, width, day, measures.orders, measures.released, orders, released)
