from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from expo.rate_limits import limited

from .finding import suggest as suggestions
from .highlight import mark_prefix
from .listing import Listing
from .narrowing import SEARCHED, read_looked_for
from .params import read_query
from .structured_data import list_json


@require_safe
@vary_on_headers("HX-Request")
def goods(request):
    """The list of goods: whole, or only its listing where htmx asks for that, or only the boxes of
    one facet (`part`) while somebody types into the facet's search line."""
    query = read_query(request.GET, get_language() or "zh-hans")
    listing = Listing(query, request.path, read_looked_for(request.GET))
    if (part := request.GET.get("part")) in SEARCHED:
        choices = listing.narrowing.choices_of(part)
        return render(request, "search/facet_values.html", {"choices": choices})
    wants_part = "HX-Request" in request.headers
    if "HX-History-Restore-Request" in request.headers:  # the back button: a whole page again
        wants_part = False
    template = "search/listing.html" if wants_part else "search/goods_list.html"
    return render(request, template, {"listing": listing, "data": list_json(listing)})


@require_safe
@vary_on_headers("Accept")
@limited("suggest")
def suggest(request):
    """What may be meant by the letters typed so far: a fragment of links, or JSON."""
    text = " ".join(request.GET.get("q", "")[:64].split())
    found = suggestions(text)
    if "text/html" in request.headers.get("Accept", ""):
        marked = [(mark_prefix(item.text, text), item) for item in found]
        response: HttpResponse = render(request, "search/suggest.html", {"found": marked})
    else:
        items = [{"text": i.text, "kind": i.kind, "goods": i.goods, "via": i.via} for i in found]
        response = JsonResponse({"query": text, "suggestions": items})
    response["Cache-Control"] = "private, max-age=30"
    return response
