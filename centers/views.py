from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from catalog.pictures import picture_url
from centers import hours, qr
from centers.actions import follow_code, issue_codes
from centers.availability import center_cards
from centers.labels import labels_of, labels_pdf
from centers.models import DisplayCenter, Sample, Token
from centers.remembered_center import remember_center
from centers.shelf_rows import shelves_of
from core.access import members_of
from core.groups import COUNTER, ORGANIZERS
from core.rate_limits import limited

WIDE_PICTURE = "fill-2100x900|format-webp"


@require_safe
def centers(request):
    return render(request, "centers/centers.html", {"centers": center_cards()})


@require_safe
def center(request, slug):
    centers = DisplayCenter.objects.with_hours().select_related("picture", "picture_wide", "zone")
    renditions = ("picture__renditions", "picture_wide__renditions")
    center = get_object_or_404(centers.prefetch_related(*renditions), slug=slug)
    now = timezone.now()
    today = now.astimezone(hours.BEIJING).date()
    times = list(center.hours.all())
    context = {
        "center": center,
        "state": hours.open_now(times, now),
        "today": hours.day_hours(times, today),
        "week": hours.week(times, today),
        "exceptions": hours.exceptions(times, today),
        "shelves": shelves_of(center),
        "hands_over": center.allows_pick_up(today),
        "picture_url": picture_url(center.picture_wide or center.picture, WIDE_PICTURE),
        "map_url": center.map_url,
    }
    context["kinds"] = sum(len(shelf.rows) for shelf in context["shelves"])
    return render(request, "centers/center.html", context)


@never_cache
@require_safe
@limited("token")
def token(request, value):
    """A printed code: remembers the center, counts the scan, leads on in the visitor's language."""
    destination = follow_code(
        value,
        language=_language_of(request),
        user=request.user if request.user.is_authenticated else None,
    )
    if destination.path is None:
        status = 410 if destination.gone else 404
        return render(request, "centers/code.html", {"destination": destination}, status=status)
    if destination.center:
        remember_center(request, destination.center)
    return redirect(destination.path)


@require_safe
@limited("token")
@cache_control(max_age=86400, private=True)
def token_svg(request, value):
    code = Token.objects.live().read(value)
    if code is None:
        raise Http404
    return HttpResponse(qr.svg_of(code), content_type="image/svg+xml")


@never_cache
@require_safe
@members_of(ORGANIZERS, COUNTER)
def labels(request, slug):
    """The QR labels of a center as PDF, or of one `shelf` (pk): for organizers and for those
    who serve there; other counters' people find nothing."""
    center = get_object_or_404(DisplayCenter.objects.managed_by(request.user), slug=slug)
    samples = Sample.objects.showing().filter(shelf__center=center)
    shelf = request.GET.get("shelf", "")
    if shelf.isdecimal():
        # nine digits: more would overflow the database's integer
        samples = samples.filter(shelf=int(shelf[:9]))
    samples = samples.select_related("shelf__center", "variant__product").order_by(
        "shelf__order", "shelf__code", "board", "position", "pk"
    )
    content = labels_pdf(labels_of(issue_codes(samples)))
    name = f"labels-{center.slug}.pdf"
    return FileResponse(BytesIO(content), filename=name, content_type="application/pdf")


def _language_of(request):
    """The printed path names no language: the visitor's cookie or browser decides, unless the
    path was opened below /en/."""
    named = translation.get_language_from_path(request.path_info)
    return named or translation.get_language_from_request(request)
