"""What the display centers show on pages of other apps."""

from django import template

from centers.availability import center_cards, places_of

register = template.Library()


@register.inclusion_tag("centers/where_to_see.html")
def where_to_see(product, level=2):
    """The product page's section "where to see it"; nothing where it stands on no shelf."""
    return {"places": places_of(product), "level": level}


@register.inclusion_tag("centers/display_centers.html")
def display_centers(level=3):
    """All centers as cards, for the home page."""
    return {"centers": center_cards(), "level": level}
