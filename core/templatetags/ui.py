"""What pages are made of: icons, badges, prices, notices, headings.

A tag's template stands in templates/components/ under its name; the style guide shows them all."""

import re
from decimal import Decimal
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# The flags drawn in static/img/sprite.svg; any other origin gets the neutral one.
DRAWN_FLAGS = frozenset(
    re.findall(
        r"\w\w",
        "ar at au be bg br ca ch cl cn co cz de dk ec ee es et fi fr gb gr hr hu id ie il in is it"
        " jp ke kr lk lt lu lv mx my nl no nz pe ph pl pt ro ru se sg si sk th tr ua us vn za",
    )
)


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name, label=""):
    """An icon of the sprite; with a label it speaks, without one it is decoration."""
    spoken = format_html('role="img" aria-label="{}"', label)
    attributes = spoken if label else SafeString('aria-hidden="true"')
    svg = '<svg class="ico" {}><use href="{}#i-{}"/></svg>'
    return format_html(svg, attributes, static("img/sprite.svg"), name)


@register.simple_tag
@lru_cache(maxsize=500)
def flag(code):
    """The flag of an alpha-2 country code; a neutral sheet where none is drawn."""
    code = str(code or "").lower()
    svg = '<svg aria-hidden="true" viewBox="0 0 18 12"><use href="{}#f-{}"/></svg>'
    return format_html(svg, static("img/sprite.svg"), code if code in DRAWN_FLAGS else "xx")


@register.simple_tag
def swatch(letter):
    """Colour and pattern of a pavilion (A to F), 28 px square."""
    letter = str(letter or "F").upper()[:1]
    svg = (
        '<svg class="sw pav-{}" viewBox="0 0 28 28" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true"><use href="{}#pav-{}"/></svg>'
    )
    return format_html(svg, letter, static("img/sprite.svg"), letter.lower())


@register.filter
def yuan(amount):
    """Decimal yuan as `1,234.50`; an empty string for None."""
    if amount is None or amount == "":
        return ""
    return f"{Decimal(amount):,.2f}"


@register.filter
def split_words(text):
    return text.split()


@register.inclusion_tag("components/badge.html")
def badge(label, state="", icon="", fill=False):
    """A state by sign, text and colour.

    state: ok, wait, bad, info or "" (neutral); icon: another than the state's own; fill: a page's
    main state."""
    return {"label": label, "state": state, "icon": icon, "fill": fill}


@register.inclusion_tag("components/notice.html")
def notice(state, title="", text="", url="", link=""):
    """What one must know, bold first, then what to do.

    state: "", info, wait, bad (an alert) or ok; url and link: one step on."""
    return {"state": state, "title": title, "text": text, "url": url, "link": link}


@register.inclusion_tag("components/price.html")
def price(amount, size="", note=""):
    """One figure. amount: Decimal yuan; size: "", "l" or "xl"; note: text after it ("with tax")."""
    return {"amount": amount, "size": size, "note": note}


@register.inclusion_tag("components/mark.html")
def mark(character, kind=""):
    """A seal of one character, decoration beside text.

    kind: "", done (ink), now (double frame), wait (dashed), seal (release only)."""
    return {"character": character, "kind": kind}


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title,
    text="",
    characters="",
    more_characters="",
    icon="",
    chips=(),
    url="",
    action="",
    seal=False,
    url2="",
    action2="",
    code="",
    level=2,
):
    """Nothing here: an unstamped frame, what happened, what to do next.

    characters: up to four in the frame (more_characters: a second line), or an icon; chips: see
    `chips`; url and action: the one next step (seal: the page's seal); code: "404"."""
    return locals()


@register.inclusion_tag("components/page_heading.html")
def page_heading(title, lead=""):
    """A page's headline, and a sentence below it."""
    return {"title": title, "lead": lead}


@register.inclusion_tag("components/section_heading.html")
def section_heading(title, note="", url="", more="", level=2):
    """A part's head: rule, headline, a true note, one link (url, its text in more)."""
    return {"title": title, "note": note, "url": url, "more": more, "level": level}


@register.simple_block_tag
def document(content, title="", number="", label=""):
    """A sheet of trade paper around what stands up to {% enddocument %}; at most one a view.

    title and number: its head; label: its name for readers of the screen."""
    values = {"content": content, "title": title, "number": number, "label": label}
    return get_template("components/document.html").render(values)


@register.inclusion_tag("components/chips.html")
def chips(chips, rail=False, label=""):
    """Filters as links; one that is on carries a cross, its url takes it away.

    chips: objects with label, url, on, count, off (nothing would remain), sign (an icon); rail:
    scrolls on phones; label: what they choose."""
    return {"chips": chips, "rail": rail, "label": label}


@register.inclusion_tag("components/facts.html")
def facts(facts):
    """Four big figures at most, each with a known source: objects with term, value, unit."""
    return {"facts": facts}


@register.inclusion_tag("components/ledger.html")
def ledger(rows, one=False):
    """Facts in ruled cells; one: a single column, labels on the left.

    rows: objects with term, value, full (over both columns), num (figures)."""
    return {"rows": rows, "one": one}


@register.inclusion_tag("components/meter.html")
def meter(total, used, label, this=0, used_word="", this_word="", left_word="", note=""):
    """How much of a limit is used, as a bar with its figures in words beneath.

    total, used, this: Decimal; label: all of it in one sentence."""
    return locals()


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(done, total, label):
    """Long work: done of total; label: "Row 1,200 of 5,000". Let htmx ask again while it runs."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("components/price_breakdown.html")
def price_breakdown(rows, total, total_label="", caption=""):
    """Why this price, as a table of money.

    rows: objects with label, amount (Decimal yuan) and note (the reason); total: Decimal yuan;
    caption: for readers of the screen.
    """
    return {"rows": rows, "total": total, "total_label": total_label, "caption": caption}


@register.inclusion_tag("components/release_stamp.html")
def release_stamp(caption=""):
    """Customs' release, once a page; caption: its exact time."""
    return {"caption": caption}
