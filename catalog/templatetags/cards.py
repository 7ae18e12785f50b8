"""What the expo shows: goods, stands, display centers, sessions."""

from django import template

register = template.Library()


@register.inclusion_tag("components/product_cards.html")
def product_cards(cards, columns=3, rail=False, level=3):
    """Product cards sharing their hairlines.

    cards: list of ProductCard; columns: 3 or 4; rail: scrolls on phones; level: of the headings.
    """
    return {"cards": cards, "columns": columns, "rail": rail, "level": level}


@register.inclusion_tag("components/origin.html")
def origin(code, name):
    """Country of origin: flag of an alpha-2 code, and its name."""
    return {"code": code, "name": name}


@register.inclusion_tag("components/trade_mode.html")
def trade_mode(mode, label=""):
    """Trade mode as a badge: "bonded" (solid) or "direct" (dashed); label: another text for it."""
    return {"mode": mode, "label": label}


@register.inclusion_tag("components/stand_code.html")
def stand_code(code, pavilion="", url="", state="", size=""):
    """A stand's code with its pavilion's colour and pattern, wherever a stand is named.

    pavilion: A to F (else the code's first letter); state: "" or "free" (dashed); size: "" or "l".
    """
    return {"code": code, "pavilion": pavilion, "url": url, "state": state, "size": size}


@register.inclusion_tag("components/center_card.html")
def center_card(center, level=3):
    """A display center as a card, in <div class="centers">.

    center: an object with name, url, picture_url, open, hours_label ("open until 21:00"), where.
    """
    return {"center": center, "level": level}


@register.inclusion_tag("components/viewing_places.html")
def viewing_places(places):
    """Where to see a good: objects with code (shelf), name, url, open, hours_label, where."""
    return {"places": places}


@register.inclusion_tag("components/session_row.html")
def session_row(session, level=3):
    """A line of the programme, in a <div class="sessions">.

    session: an object with starts, ends ("14:00"), title, url, where, speakers, state (past, now,
    next, open, full, moved), state_word, live_url, replay_url, reserve_url, stand and pavilion (if
    held at a stand).
    """
    return {"session": session, "level": level}
