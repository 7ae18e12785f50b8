"""Files that people have uploaded. Pictures are shown; anything else is downloaded and runs nothing
here: a page or an SVG with a script in it would act in its reader's name."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404
from django.views.static import serve

SHOWN = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
ELSEWHERE = "documents"  # Wagtail's, at /documents/: its collections may be private


def media(request, path):
    place = PurePosixPath(path)
    if place.parts[:1] == (ELSEWHERE,):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    if place.suffix.lower() not in SHOWN:
        response["Content-Disposition"] = "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; object-src 'none'; sandbox"
    return response
