"""The filters as a visitor reads them: links, each of which keeps the others."""

from dataclasses import fields

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.language import in_language
from expo.halls.finder import Finder
from expo.halls.plans import plan_of


def context_of(finder, links, address):
    """links: the halls; address: the page's own."""
    filters = finder.filters
    given = [(each.name, getattr(filters, each.name)) for each in fields(filters)]
    return {
        "facets": [each for each in (goods(finder), country(finder)) if each["options"]],
        "switches": [each for each in switches(finder) if each["count"] or each["on"]],
        "filter_fields": [(name, value) for name, value in given if value and name != "q"],
        "said": said(finder),
        "matches_elsewhere": [] if finder.matches else matches_elsewhere(finder, links),
        "clear_url": address,
    }


def goods(finder):
    filters = finder.filters
    node = finder.chosen_category() if filters.goods else None
    label = in_language(node, "name") if node else filters.goods or pgettext("stand", "Goods")
    options = [(in_language(top, "name"), top.slug, n) for top, n in finder.categories()]
    return facet(filters, "goods", label, options)


def country(finder):
    label = finder.chosen_country() if finder.filters.country else _("Country")
    options = [(name or code, code, n) for (code, name), n in finder.countries()]
    return facet(finder.filters, "country", label, options)


def facet(filters, name, label, options):
    """label: what the closed list says; options: (label, value, stands)."""
    chosen = getattr(filters, name)
    if chosen and chosen not in [value for _label, value, _count in options]:
        # it can be taken away even where nothing fits
        options = [(label, chosen, 0), *options]
    return {
        "name": name,
        "label": label,
        "on": bool(chosen),
        "options": [
            {
                "label": text,
                "count": count,
                "on": value == chosen,
                # the one that is on takes itself away
                "url": filters.query(**{name: "" if value == chosen else value}),
            }
            for text, value, count in options
        ],
    }


def switches(finder):
    return [
        switch(finder, "live", pgettext("stand", "Live now"), "video"),
        switch(finder, "new", pgettext("stand", "First time here"), ""),
    ]


def switch(finder, name, label, icon):
    on = bool(getattr(finder.filters, name))
    return {
        "label": label,
        "icon": icon,
        "on": on,
        "count": finder.counted(name, "1"),
        "url": finder.filters.query(**{name: "" if on else "1"}),
    }


def said(finder):
    """What is looked for, as a sentence."""
    filters = finder.filters
    parts = [f"“{filters.q}”" if filters.q else ""]
    parts.append(goods(finder)["label"] if filters.goods else "")
    parts.append(finder.chosen_country() if filters.country else "")
    parts.append(pgettext("stand", "live now") if filters.live else "")
    parts.append(pgettext("stand", "first time here") if filters.new else "")
    return pgettext("between words", ", ").join(part for part in parts if part)


def matches_elsewhere(finder, links):
    """Halls of the edition where something fits; of what is live only the own hall knows."""
    halls = []
    for link in links:
        if not link["on"] and finder.filters and not finder.filters.live:
            there = Finder(plan_of(link["hall"]), finder.filters)
            if there.matches:
                halls.append(link | {"count": len(there.matches)})
    return halls
