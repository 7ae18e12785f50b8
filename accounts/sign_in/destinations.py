"""Where somebody goes after signing in."""

from accounts.workplaces import workplaces_of
from core.next_url import is_own_path
from core.templatetags.navigation import path


def requested_url(request):
    """Where the visitor was going, if that is a page of this site; else ""."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if is_own_path(request, url) else ""


def destination(user, url=""):
    """`url` where there is one; else people who work here go to their own work, others to the home
    page."""
    if url:
        return url
    workplaces = workplaces_of(user)
    return workplaces[0].url if workplaces else path()
