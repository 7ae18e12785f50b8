"""Bars per day as numbers for the page's SVG: positions are attributes, so no style is needed."""

from dataclasses import dataclass

HEIGHT = 120
STEP = 24


@dataclass(frozen=True)
class Bar:
    x: int
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
        return self.x + 9


def bars(days):
    """One pair of bars a day, the highest figure reaching the top."""
    # or 1: days without any order draw no bars instead of dividing by nought
    top = max([max(m.orders, m.released) for _, m in days], default=0) or 1
    return [
        Bar(
            x=index * STEP,
            day=day,
            orders=measures.orders,
            released=measures.released,
            orders_height=round(measures.orders * HEIGHT / top),
            released_height=round(measures.released * HEIGHT / top),
        )
        for index, (day, measures) in enumerate(days)
    ]
