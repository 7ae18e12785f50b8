"""`/clearance/whole/…`: a document with its identity numbers, to those who have just proved who
they are and give a reason."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.sign_in.reauthentication import recent_sign_in_required
from clearance.actions.look_whole import SOURCES, look_whole, name_of
from clearance.models import Batch, Message, Receipt
from clearance.views.access import may_act
from orders.errors import OrderActionError


@never_cache
@may_act
@recent_sign_in_required
@require_http_methods(["GET", "POST"])
def whole(request, source, pk):
    """GET asks for the reason; POST gives the file. source: message, transmission or receipt."""
    if source not in SOURCES:
        raise Http404
    row: Any = get_object_or_404(SOURCES[source], pk=pk)
    error = ""
    if request.method == "POST":
        try:
            content = look_whole(row, actor=request.user, reason=request.POST.get("reason", ""))
        except OrderActionError as exc:
            error = str(exc)
        else:
            return as_file(content, f"{source}-{row.digest[:12]}")
    context = {
        "source": source,
        "row": row,
        "name": name_of(row),
        "error": error,
        "back": back_from(row),
    }
    return render(request, "clearance/whole.html", context, status=422 if error else 200)


def back_from(row):
    """The page of the document that it is, or that it is about."""
    messages = {
        Message: lambda: row,
        Batch: lambda: row.messages.last(),
        Receipt: lambda: getattr(row.items.exclude(message=None).first(), "message", None),
    }
    message = messages[type(row)]()
    return (
        reverse("clearance:message", args=[message.pk])
        if message
        else reverse("clearance:overview")
    )


def as_file(content, name):
    """A download and no page: nothing of it stays in the browser's history or cache."""
    form = "json" if content.lstrip()[:1] == b"{" else "xml"
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
