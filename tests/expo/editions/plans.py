"""A next edition as an organizer's wizard would leave it."""

from datetime import date

from expo.editions.carrying import kinds
from expo.editions.models import NextEdition

EVERYTHING = ("halls", "pavilions", "stands", "programme", "packages", "invitations", "pages")


def plan_from(source, *, take=EVERYTHING, slug="2027", **changes):
    options = {option.name: option.values[0][0] for kind in kinds() for option in kind.options}
    fields = {
        "title_zh": "第十一届",
        "title_en": "11th edition",
        "starts_on": date(2027, 11, 19),
        "ends_on": date(2027, 11, 25),
    }
    options |= {name: changes.pop(name) for name in list(changes) if name in options}
    choices = {"kinds": list(take), **options}
    return NextEdition.objects.create(source=source, slug=slug, choices=choices, **fields | changes)
