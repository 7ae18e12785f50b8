"""One field in Wagtail's admin that finds what no page search can: firms by their initials, goods
by SKU, an order by its number.

Each app registers functions by the hook `staff_search`: of the user and the text, returning a
Section of what this user may see. An empty one stays off the page."""

from dataclasses import dataclass, field

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import hooks

LONGEST = 64


@dataclass(frozen=True, slots=True)
class StaffSearchResult:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StaffSearchSection:
    title: str
    rows: list[StaffSearchResult] = field(default_factory=list)


@require_safe
def find(request):
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    sections = [search(request.user, text) for search in hooks.get_hooks("staff_search") if text]
    context = {
        "page_title": _("Find"),
        "header_icon": "search",
        "text": text,
        "sections": [section for section in sections if section.rows],
    }
    return TemplateResponse(request, "expo/admin/search.html", context)
