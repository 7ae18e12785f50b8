"""A stand as HTML, once a minute: six hundred templates would take a fifth of a second."""

from urllib.parse import quote

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.templatetags.ui import icon, swatch

CURRENT = ' aria-current="true"'


def drawing(stands, kept):
    """Links of the drawing. stands: (planned stand, classes, whether it is the chosen one); kept:
    what stands in each link before `stand=`. Joined from parts that are escaped already: a page
    of six hundred by a template's loop takes 25 ms."""
    kept = escape(kept)
    return SafeString(
        "\n".join(
            f'<a class="{look}" href="?{kept}{each.address}"{CURRENT if on else ""}>{each.svg}</a>'
            for each, look, on in stands
        )
    )


def rows(stands, kept, chosen, live):
    """Rows of the list. live: keys of the stands broadcast from now."""
    kept, badge = escape(kept), live_badge() if live else ""
    return SafeString(
        "\n".join(
            f'<li{CURRENT if each is chosen else ""}><a href="?{kept}{each.address}">{each.row}</a>'
            f"{badge if each.pk in live else ''}</li>"
            for each in stands
        )
    )


def live_badge():
    text = pgettext("stand", "live")
    return format_html('<span class="badge badge--ok">{}{}</span>', icon("video"), text)


def classes(drawn):
    pavilion = f" pav-{drawn.letter}" if drawn.letter else ""
    return SafeString(f"stand{pavilion}{' stand--free' if drawn.free else ''}")


def state(drawn):
    if drawn.free:
        return pgettext("stand", "free")
    return drawn.names or drawn.state_label


def address(drawn):
    """The end of a link to its card."""
    return SafeString(f"stand={quote(drawn.code)}#stand")


def stand(drawn):
    """What stands inside of its link in the drawing."""
    pavilion = drawn.stand.pavilion
    title = f"{drawn.code} {state(drawn)}".rstrip()
    if pavilion:
        title += f"{pgettext('between words', ', ')}{pavilion.name}"
    patterned = drawn.letter and not drawn.free
    x, y = drawn.code_at
    return format_html(
        '<title>{}</title><path class="pt"{} d="{}"/><text x="{}" y="{}">{}</text>{}',
        title,
        SafeString(f' fill="url(#pt-{drawn.letter})"') if patterned else "",
        drawn.path,
        x,
        y,
        drawn.code,
        name(drawn),
    )


def name(drawn):
    if not drawn.label:
        return ""
    x, y = drawn.name_at
    return format_html('<text class="nm" x="{}" y="{}">{}</text>', x, y, drawn.label)


def row(drawn):
    """What stands inside of its link in the list."""
    return format_html(
        '<span class="standcode{}">{}<b>{}</b></span><span class="dir__n">{}{}</span>{}',
        " standcode--free" if drawn.free else "",
        swatch(drawn.letter or "F"),
        drawn.code,
        pgettext("stand", "Free stand") if drawn.free else capfirst(state(drawn)),
        below_name(drawn),
        figure(drawn),
    )


def below_name(drawn):
    if drawn.free:
        text = _("%(area)s m², open for applications") % {"area": area(drawn)}
    else:
        countries = {occupant.country_name for occupant in drawn.occupants} - {""}
        text = pgettext("list", ", ").join(sorted(countries)) or f"{area(drawn)} m²"
    return format_html("<small>{}</small>", text)


def area(drawn):
    return f"{drawn.stand.area.normalize():f}"


def figure(drawn):
    if drawn.free:
        return format_html('<span class="badge">{}</span>', icon("circle-dashed"))
    if not drawn.goods:
        return ""
    text = ngettext("%(n)s product", "%(n)s products", drawn.goods) % {"n": drawn.goods}
    return format_html('<span class="note num">{}</span>', text)
