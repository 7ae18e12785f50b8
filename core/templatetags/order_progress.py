"""What an order costs, and how far it has come."""

from django import template

register = template.Library()


@register.inclusion_tag("components/price_breakdown.html")
def price_breakdown(rows, total, total_label="", caption=""):
    """Why this price, as a table of money.

    rows: objects with label, amount (Decimal yuan) and note (the reason); total: Decimal yuan;
    caption: for readers of the screen.
    """
    return {"rows": rows, "total": total, "total_label": total_label, "caption": caption}


@register.inclusion_tag("components/countdown.html")
def countdown(seconds, clock):
    """Time left to pay. seconds: by the server's clock; clock: the time of day, always shown."""
    return {"seconds": seconds, "clock": clock}


@register.inclusion_tag("components/order_stages.html")
def order_stages(stages):
    """An order's four stages: objects with title, time, state (done, now, wait, bad)."""
    return {"stages": stages}


@register.inclusion_tag("components/timeline.html")
def timeline(steps):
    """The way through customs, newest first, steps to come on top.

    steps: objects with state (done, now, wait), char, title, time (exact), datetime (for machines),
    text, kind (another mark than the state's: "seal" for release, "plain" for a rejection).
    """
    return {"steps": steps}


@register.inclusion_tag("components/release_stamp.html")
def release_stamp(caption=""):
    """Customs' release, once a page; caption: its exact time."""
    return {"caption": caption}
