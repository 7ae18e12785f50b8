from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from exhibitors.firm_fields import country_choices
from exhibitors.models import BoothPage, Exhibitor, Participation
from exhibitors.stands import with_plan_urls
from expo.models import Pavilion
from expo.pages.home import current_edition

PER_PAGE = 48


def exhibitors(request):
    """Who takes part in the present edition; `q` name, `country` alpha-2, `pavilion` letter."""
    edition = current_edition()
    everyone = Participation.objects.at(edition).accepted()
    filters = {
        key: request.GET.get(key, "").replace("\0", "").strip()[:80]  # PostgreSQL refuses NUL
        for key in ("q", "country", "pavilion")
    }
    participations = everyone
    if filters["q"]:
        participations = participations.named(filters["q"])
    if filters["country"]:
        participations = participations.filter(exhibitor__country=filters["country"].upper())
    if filters["pavilion"]:
        participations = participations.in_pavilion(filters["pavilion"].upper()[:1])
    participations = participations.for_cards().order_by("exhibitor__name_zh", "pk")
    page_obj = Paginator(participations, PER_PAGE).get_page(request.GET.get("page"))
    # for the whole page at once: two queries, not two for each exhibitor
    with_plan_urls([stand for each in page_obj for stand in each.stands()], edition)
    context = {
        "page_obj": page_obj,
        "filters": filters,
        "filtered": any(filters.values()),
        "countries": countries_of(everyone),
        "pavilions": pavilions_of(everyone, edition),
    }
    return render(request, "exhibitors/exhibitors.html", context)


def countries_of(participations):
    """(alpha-2, exhibitors) of every country that takes part, in the order of the names."""
    rows = participations.order_by().values_list("exhibitor__country").annotate(n=Count("pk"))
    place = {code: n for n, (code, name) in enumerate(country_choices())}
    return sorted(rows, key=lambda row: place.get(row[0], len(place)))


def pavilions_of(participations, edition):
    letters = participations.order_by().values("allocations__stand__pavilion__letter")
    return Pavilion.objects.filter(edition=edition, letter__in=letters)


def exhibitor(request, slug):
    """An exhibitor's lasting address: its booth at the present edition, where it has one."""
    exhibitor = get_object_or_404(Exhibitor.objects.select_related("logo"), slug=slug)
    booths = BoothPage.objects.live().filter(
        participation__exhibitor=exhibitor,
        participation__edition=current_edition(),
        participation__state=Participation.State.ACCEPTED,
        locale__language_code=get_language(),
    )
    if booth := booths.first():
        return redirect(booth.get_url(request))
    return render(request, "exhibitors/exhibitor.html", {"exhibitor": exhibitor})
