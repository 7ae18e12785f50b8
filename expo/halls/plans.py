"""A hall's plan as a minute's pages share it: drawn once, with who stands there."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language
from wagtail import hooks

from core.minute_cache import KeyedMinuteCache
from expo.halls import floor_plan, markup
from expo.halls.models import Facility, Hall, Pavilion, Stand


@dataclass(eq=False)
class PlannedStand:
    """A stand of the plan, what it is searched by, and its HTML. Never changed afterwards."""

    drawn: floor_plan.DrawnStand
    category_paths: list = field(default_factory=list)  # of its goods, each from the tree's root

    @property
    def pk(self):
        return self.drawn.stand.pk

    @property
    def code(self):
        return self.drawn.code

    @property
    def shape(self):
        return self.drawn.stand.shape

    @cached_property
    def countries(self):
        return {occupant.country for occupant in self.drawn.occupants}

    @cached_property
    def is_new(self):
        return any(occupant.is_new for occupant in self.drawn.occupants)

    @cached_property
    def categories(self):
        """Addresses of all categories that its goods lie in, at whatever height of the tree."""
        return {node.slug for path in self.category_paths for node in path}

    @cached_property
    def names(self):
        return [name for occupant in self.drawn.occupants for name in occupant.names if name]

    @cached_property
    def text(self):
        """All that it is searched by, in lower case; its code also without the hyphen."""
        nodes = {node for path in self.category_paths for node in path}
        categories = [name for node in nodes for name in (node.name_zh, node.name_en)]
        codes = [self.code, self.code.replace("-", "")]
        return "\n".join([*codes, *self.names, *categories]).casefold()

    @cached_property
    def label(self):
        return f"{self.code} {markup.state(self.drawn)}".rstrip()

    @cached_property
    def svg(self):
        return markup.stand(self.drawn)

    @cached_property
    def row(self):
        return markup.row(self.drawn)

    @cached_property
    def classes(self):
        return markup.classes(self.drawn)

    @cached_property
    def address(self):
        return markup.address(self.drawn)


@dataclass
class HallPlan:
    hall: Hall
    stands: list
    outline: dict
    facilities: list

    def stand(self, code):
        wanted = code.casefold()
        return next((each for each in self.stands if each.code.casefold() == wanted), None)

    @cached_property
    def pavilions(self):
        """[(pavilion or None, stands)] in the order of letters."""
        groups = {}
        for each in self.stands:
            groups.setdefault(each.drawn.stand.pavilion, []).append(each)
        return sorted(groups.items(), key=lambda item: item[0].letter if item[0] else "~")


def plan_of(hall):
    """The hall's plan in the visitor's language, up to a minute old."""
    return _plans.of((hall.pk, get_language()))


def follow(*models):
    """For apps whose rows a plan shows: where one of these changes, plans are drawn anew."""
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(_plans.kept.changed, sender=model)


def _draw(key):
    hall = Hall.objects.get(pk=key[0])
    stands = list(hall.stands.select_related("pavilion"))
    occupants = occupants_of(stands)
    offered = hall.edition.offers_stands()
    categories = categories_of(occupants)
    return HallPlan(
        hall,
        [
            PlannedStand(
                each, [path for o in each.occupants for path in categories.get(o.exhibitor, ())]
            )
            for each in floor_plan.drawn(hall, stands, occupants, offered=offered)
        ],
        floor_plan.outline(hall),
        floor_plan.facilities(hall, hall.facilities.all()),
    )


def occupants_of(stands):
    """Who stands where, by the stand's pk, in the visitor's language."""
    by_stand = {}
    for stand_occupants in hooks.get_hooks("stand_occupants"):
        by_stand |= stand_occupants(stands)
    return by_stand


def categories_of(occupants):
    """{exhibitor pk: paths down the tree of categories to its goods}"""
    exhibitors = {each.exhibitor for several in occupants.values() for each in several}
    by_exhibitor = {}
    for goods_categories in hooks.get_hooks("goods_categories"):
        by_exhibitor |= goods_categories(exhibitors)
    return by_exhibitor


_plans = KeyedMinuteCache(_draw, Hall, Stand, Pavilion, Facility)
