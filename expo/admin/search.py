"""One field in Wagtail's admin for what no page search finds: firms by their initials, goods
by SKU, an order by its number.

Each app registers functions by the hook `staff_search`: of the user and the text, returning a
StaffSearchSection of what this user may see. An empty one stays off the page."""

from dataclasses import dataclass, field

from django.template.response import TemplateResponse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from wagtail import hooks

MAX_LENGTH = 64


@dataclass(frozen=True, slots=True)
class StaffSearchResult:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StaffSearchSection:
    title: str
    results: list[StaffSearchResult] = field(default_factory=list)


@require_safe
def search(request):
    # PostgreSQL rejects a NUL in any text
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MAX_LENGTH]
    sections = [find(request.user, text) for find in hooks.get_hooks("staff_search") if text]
    context = {
        "page_title": pgettext("staff", "Search"),
        "header_icon": "search",
        "text": text,
        "sections": [section for section in sections if section.results],
    }
    return TemplateResponse(request, "expo/admin/search.html", context)
