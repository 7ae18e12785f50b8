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
from centers.labels import labels_of, sheet
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
    found = get_object_or_404(
        DisplayCenter.objects.with_hours()
        .select_related("picture", "picture_wide", "zone")
        .prefetch_related("picture__renditions", "picture_wide__renditions"),
        slug=slug,
    )
    now = timezone.now()
    today = now.astimezone(hours.BEIJING).date()
    times = list(found.hours.all())
    context = {
        "center": found,
        "state": hours.open_now(times, now),
        "today": hours.day_words(times, today),
        "week": hours.week(times, today),
        "exceptions": hours.exceptions(times, today),
        "shelves": shelves_of(found),
        "hands_over": found.allows_pick_up(today),
        "picture_url": picture_url(found.picture_wide or found.picture, WIDE_PICTURE),
        "map_url": found.map_url,
    }
    context["kinds"] = sum(len(shelf.rows) for shelf in context["shelves"])
    return render(request, "centers/center.html", context)


@never_cache
@require_safe
@limited("token")
def token(request, value):
    """A printed code: remembers the center, counts the scan, leads on in the visitor's language."""
    led = follow_code(
        value,
        language=_language_of(request),
        user=request.user if request.user.is_authenticated else None,
    )
    if led.path is None:
        status = 410 if led.gone else 404
        return render(request, "centers/code.html", {"led": led}, status=status)
    if led.center:
        remember_center(request, led.center)
    return redirect(led.path)


@require_safe
@limited("token")
@cache_control(max_age=86400, private=True)
def token_svg(request, value):
    found = Token.objects.live().read(value)
    if found is None:
        raise Http404
    return HttpResponse(qr.svg_of(found), content_type="image/svg+xml")


@never_cache
@require_safe
@members_of(ORGANIZERS, COUNTER)
def labels(request, slug):
    """The sheet of QR labels of a center, or of one `shelf` (pk): for organizers and for those
    who serve there; other counters' people find nothing."""
    found = get_object_or_404(DisplayCenter.objects.kept_by(request.user), slug=slug)
    samples = Sample.objects.showing().filter(shelf__center=found)
    shelf = request.GET.get("shelf", "")
    if shelf.isdecimal():
        samples = samples.filter(shelf=int(shelf[:9]))
    samples = samples.select_related("shelf__center", "variant__product").order_by(
        "shelf__order", "shelf__code", "board", "position", "pk"
    )
    content = sheet(labels_of(issue_codes(samples)))
    name = f"labels-{found.slug}.pdf"
    return FileResponse(BytesIO(content), filename=name, content_type="application/pdf")


def _language_of(request):
    """The printed path names no language: the visitor's cookie or browser decides, unless the
    path was opened below /en/."""
    named = translation.get_language_from_path(request.path_info)
    return named or translation.get_language_from_request(request)
