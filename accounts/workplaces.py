"""Where a signed-in person works, beside shopping: one frame for each desk, with its own
navigation."""

from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import hooks

from core import groups

# every page's header asks; who is given a role waits a minute at most for the link to it
CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class WorkLink:
    """A page of a workplace; pages whose address begins with its url belong to it."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class LinkGroup:
    title: str
    links: tuple[WorkLink, ...]


@dataclass(frozen=True, slots=True)
class WorkSearch:
    """The field in the top bar: a GET form with `q`."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """whose: the firm or counter; reads_only: somebody else's work that this person may look at;
    link_groups: empty where the pages have a frame of their own (Wagtail's admin)."""

    title: str
    text: str
    url: str
    whose: str = ""
    link_groups: tuple[LinkGroup, ...] = ()
    search: WorkSearch | None = None
    reads_only: bool = False

    @property
    def links(self):
        return [link for group in self.link_groups for link in group.links]

    @property
    def first_links(self):
        """What stands in the bottom bar of a phone, beside the sheet with all of them."""
        return self.links[:4]


@dataclass(frozen=True, slots=True)
class WorkFrame:
    """What the frame of a work page shows. workplace and link: where one is, None on a page that
    lets one choose; others: where this person works besides."""

    workplace: Workplace | None
    link: WorkLink | None
    others: list[Workplace]


def workplaces_of(user):
    """The work pages this person may open, their own work first. Only links: each page checks.
    Apps register theirs by the hook `workplaces`."""
    places = [place for of in hooks.get_hooks("workplaces") for place in of(user)]
    return sorted(places, key=lambda place: place.reads_only)


def frame_of(request):
    """The frame of this page, by its address."""
    frame = _frame(request.path, remembered_workplaces(request.user))
    if frame.workplace is None:  # a role or a membership of this very minute
        frame = _frame(request.path, remembered_workplaces(request.user, anew=True))
    return frame


def _frame(path, places):
    matches = [
        (place, link) for place in places for link in place.links if path.startswith(link.url)
    ]
    here, link = max(matches, key=lambda pair: len(pair[1].url), default=(None, None))
    return WorkFrame(here, link, [place for place in places if place != here])


def remembered_workplaces(user, anew=False):
    """`workplaces_of`, up to a minute old."""
    # the moment of sign-up besides: a number is used again where a database was restored
    key = f"workplaces:{user.pk}:{user.date_joined.timestamp()}:{get_language()}"
    places = None if anew else caches["local"].get(key)
    if places is None:
        places = workplaces_of(user)
        caches["local"].set(key, places, CACHE_SECONDS)
    return places


def administrators_first(user):
    """Who may do all work has the administration first; the desks are other people's."""
    return [_administration()] if user.is_superuser else []


def administration(user):
    """Wagtail's admin; a clerk's second place, after the documents."""
    if user.is_superuser or not groups.opens_admin(user):
        return []
    return [_administration()]


def _administration():
    return Workplace(_("Administration"), _("Pages, halls, programme, reviews"), "/admin/")
