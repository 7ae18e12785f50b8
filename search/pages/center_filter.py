"""The filter “only at this center”: who scanned a shelf's code stands in a center and wants what
it shows. The search box carries the center along until the visitor removes it."""

from dataclasses import dataclass

from django.utils.functional import SimpleLazyObject

from centers.remembered_center import KEY, remembered_center

OFF = "center_filter_off"  # of the session: the slug of the center whose filter was taken away


@dataclass(frozen=True)
class CenterFilter:
    slug: str
    name: str
    on: bool


def at_center(request):
    """For every page's search box; evaluated only for visitors who have scanned a code."""
    return {"at_center": SimpleLazyObject(lambda: here(request))}


def here(request) -> CenterFilter | None:
    if KEY not in getattr(request, "session", {}):
        return None
    center = remembered_center(request)
    if center is None:
        return None
    wanted = request.session.get(OFF) != center.slug
    if "q" in request.GET:  # a search: its address says whether
        wanted = center.slug in request.GET.getlist("center")
    return CenterFilter(center.slug, str(center.get_kind_display()), wanted)


def remember_choice(request) -> None:
    """A search without the center means that the visitor took it away; one with it, the contrary.
    The session is written only when that changes."""
    if "q" not in request.GET or KEY not in getattr(request, "session", {}):
        return
    slug = request.session[KEY]
    off = slug not in request.GET.getlist("center")
    if off and request.session.get(OFF) != slug:
        request.session[OFF] = slug
    elif not off and OFF in request.session:
        del request.session[OFF]
