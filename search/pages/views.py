from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from core.rate_limits import limited
from search.monitoring.query_log import note
from search.query.params import read_query
from search.retrieval import goods as goods_search
from search.retrieval.site import GOODS

from .barcodes import UnreadablePhotoError, address_of, read_code
from .center_filter import remember_choice
from .filters import SEARCHABLE_FACETS, read_facet_queries
from .goods_list import GoodsListing
from .site_results import SitePage, read_site_query, site_url
from .structured_data import list_json
from .suggestions import suggestions_for


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def goods(request):
    """The list of goods: whole, or only its listing for htmx, or only one facet's boxes (`part`)
    while somebody types into the facet's search box."""
    query = read_query(request.GET, get_language() or "zh-hans")
    listing = GoodsListing(query, request.path, read_facet_queries(request.GET))
    if (part := request.GET.get("part")) in SEARCHABLE_FACETS:
        panel = listing.filters.panel(part)
        return render(request, "search/facet_values.html", {"panel": panel})
    note(query, listing)
    remember_choice(request)
    wants_part = "HX-Request" in request.headers
    if "HX-History-Restore-Request" in request.headers:  # the back button: a whole page again
        wants_part = False
    template = "search/listing.html" if wants_part else "search/goods_list.html"
    return render(request, template, {"listing": listing, "data": list_json(listing)})


@require_safe
def everything(request):
    """Goods, firms, programme, news and pages that answer one question; goods alone have a list
    of their own, with filters."""
    query = read_site_query(request.GET, get_language() or "zh-hans")
    if query.tab == GOODS:
        return redirect(site_url(query.text, GOODS, query.exact, query.literal))
    page = SitePage(query)
    note(query, page)
    return render(request, "search/everything.html", {"page": page, "page_obj": page.page_obj})


@require_safe
@vary_on_headers("Accept")
@limited("suggest")
def suggest(request):
    """Suggestions for what is typed so far: a fragment of links, or JSON."""
    text = " ".join(request.GET.get("q", "")[:64].split())
    if "text/html" in request.headers.get("Accept", ""):
        context = {"suggestions": suggestions_for(text) if text else None, "typed": text}
        response: HttpResponse = render(request, "search/suggest.html", context)
    else:
        terms = [asdict(suggestion) for suggestion in goods_search.suggest(text)]
        response = JsonResponse({"query": text, "suggestions": terms})
    response["Cache-Control"] = "private, max-age=30"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@limited("scan", methods=["POST"])
def scan(request):
    """A barcode into the search: the camera's page, and what reads a photo of one."""
    error = ""
    if request.method == "POST":
        try:
            code = read_code(request.FILES["photo"]) if "photo" in request.FILES else ""
        except UnreadablePhotoError:
            error = _("This picture can't be read.")
        else:
            if code:
                return redirect(address_of(code))
            error = _("No code was recognized in this photo.")
    return render(request, "search/scan.html", {"error": error}, status=422 if error else 200)
