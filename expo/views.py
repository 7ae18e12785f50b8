from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from expo.halls.models import Hall
from expo.pages.home import current_edition


def hall(request, slug=None):
    """The short address of a hall of the present edition, for printed codes and other apps."""
    edition = current_edition()
    halls = edition.halls.all() if edition else Hall.objects.none()
    hall = get_object_or_404(halls, slug=slug) if slug else halls.first()
    if hall is None:
        raise Http404
    # ?stand=A-12 marks a stand on the plan: it survives the redirect
    query = request.META.get("QUERY_STRING", "")
    url = edition.localized.hall_url(hall)
    return redirect(f"{url}?{query}" if query else url)
