"""Files that people have uploaded. Pictures are shown; anything else is downloaded and runs nothing
here: a page or an SVG with a script in it would act in its reader's name."""

import posixpath
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404
from django.views.static import serve

from core.files import pictures

SHOWN = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
ELSEWHERE = "documents"  # Wagtail's, at /documents/: its collections may be private
FOR_EVERYBODY = "public, max-age=86400"
FOR_ONE = "private, no-store"


def media(request, path):
    # as `serve` reads it: ".." would lead past what is asked below
    place = PurePosixPath(posixpath.normpath(path).lstrip("/"))
    if place.parts and (place.parts[0] == ELSEWHERE or place.parts[0].startswith(".")):
        raise Http404  # documents; or what a restore that was killed has laid beside them
    public = pictures.is_public(place)
    if not public and not pictures.may_see(request.user, place):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = FOR_EVERYBODY if public else FOR_ONE
    if place.suffix.lower() not in SHOWN:
        response["Content-Disposition"] = "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; object-src 'none'; sandbox"
    return response
