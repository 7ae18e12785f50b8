"""Which stands of a hall a visitor looks for: their query and filters, read from the address."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from urllib.parse import urlencode

from wagtail import hooks

MAX_LENGTH = 80  # of a parameter, in characters


@dataclass(frozen=True)
class Filters:
    """What is looked for; empty where nothing is. Its fields are the address's parameters."""

    q: str = ""
    goods: str = ""  # a category's address
    country: str = ""  # ISO 3166 alpha-2
    new: str = ""  # "1": firms that take part for the first time
    live: str = ""  # "1": stands from which a session is broadcast now

    @classmethod
    def of(cls, query):
        given = {each.name: query.get(each.name, "").strip() for each in fields(cls)}
        given = {name: value[:MAX_LENGTH] for name, value in given.items()}
        return cls(
            given["q"],
            given["goods"],
            given["country"].upper(),
            "1" if given["new"] == "1" else "",
            "1" if given["live"] == "1" else "",
        )

    def __bool__(self):
        return any(getattr(self, each.name) for each in fields(self))

    def query(self, **changes):
        """The address's query with these changed, `?` included; empty ones left out."""
        changed = replace(self, **changes)
        given = {each.name: getattr(changed, each.name) for each in fields(self)}
        return "?" + urlencode({name: value for name, value in given.items() if value})

    @cached_property
    def kept(self):
        """What stands in a link before `stand=`."""
        return f"{self.query()[1:]}&" if self else ""

    def without(self, name):
        return replace(self, **{name: ""})


@dataclass
class Finder:
    """The stands of a plan and the filters; `live`: keys of the stands broadcast from now."""

    plan: object
    filters: Filters
    live: frozenset = frozenset()

    @cached_property
    def matches(self):
        return self.matching(self.filters)

    def matching(self, filters):
        stands = self.plan.stands
        if filters.q:
            stands = [each for each in stands if self.is_named(each)]
        if filters.goods:
            stands = [each for each in stands if filters.goods in each.categories]
        if filters.country:
            stands = [each for each in stands if filters.country in each.countries]
        if filters.new:
            stands = [each for each in stands if each.is_new]
        if filters.live:
            stands = [each for each in stands if each.pk in self.live]
        return stands

    def is_named(self, stand):
        """Each word stands in its code, its firms' names or the categories of their goods; or all
        of them are pinyin of a name."""
        terms = self.filters.q.casefold().split()
        if all(term in stand.text for term in terms):
            return True
        typed = "".join(terms)
        return any(typed in self.readings.get(name, "") for name in stand.names)

    @cached_property
    def readings(self):
        """Names of the whole hall as pinyin, where it is typed in Latin script."""
        readings = {}
        typed = "".join(self.filters.q.split())
        if typed.isascii() and typed.isalpha() and len(typed) > 1:
            names = [name for each in self.plan.stands for name in each.names]
            for name_readings in hooks.get_hooks("name_readings"):
                readings |= name_readings(names)
        return readings

    def counted(self, name, value):
        """How many would match with this filter beside the others."""
        return len(self.matching(replace(self.filters, **{name: value})))

    def categories(self):
        """[(top category, stands)] beside the other filters, the fullest first."""
        stands = self.matching(self.filters.without("goods"))
        tops = [{path[0] for path in each.category_paths if path} for each in stands]
        return by_count(tops, key=lambda node: node.path)

    def countries(self):
        """[((alpha-2, name), stands)] likewise."""
        stands = self.matching(self.filters.without("country"))
        named = [
            {(each.country, each.country_name) for each in stand.drawn.occupants if each.country}
            for stand in stands
        ]
        return by_count(named, key=lambda country: country[1])

    def chosen_category(self):
        """The category of the filter, wherever in the tree; None where no stand has it."""
        paths = (path for each in self.plan.stands for path in each.category_paths)
        nodes = (node for path in paths for node in path)
        return next((node for node in nodes if node.slug == self.filters.goods), None)

    def chosen_country(self):
        named = (
            each.country_name
            for stand in self.plan.stands
            for each in stand.drawn.occupants
            if each.country == self.filters.country
        )
        return next(named, self.filters.country)


def by_count(sets, key):
    counts = {}
    for values in sets:
        for value in values:
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], key(item[0])))
