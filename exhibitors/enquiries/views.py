"""Asking the exhibitors for what the search did not find, and the page where the answers stand."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.rate_limits import limited, seconds_to_wait, too_many_requests
from exhibitors.enquiries import actions
from exhibitors.enquiries.forms import EnquiryForm
from exhibitors.models import Enquiry, Exhibitor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("enquiry", methods=("POST",))
def enquire(request):
    """`wanted`: what was searched for; `firm`: slug of the one exhibitor that it goes to."""
    slug = request.POST.get("firm") or request.GET.get("firm", "")
    slug = slug.replace("\0", "")  # PostgreSQL refuses NUL
    firm = get_object_or_404(Exhibitor, slug=slug) if slug else None
    if request.method == "POST":
        form = EnquiryForm(request.POST)
        if form.is_valid():
            return _submitted(request, form.cleaned_data, firm)
    else:
        form = EnquiryForm(initial=_initial_values(request))
    context = {"form": form, "firm": firm}
    status = 422 if form.errors else 200
    return render(request, "exhibitors/enquire.html", context, status=status)


def _initial_values(request):
    wanted = request.GET.get("wanted", "").replace("\0", "")
    email = request.user.email if request.user.is_authenticated else ""
    return {"wanted": " ".join(wanted.split())[:80], "email": email or ""}


def _submitted(request, data, firm):
    """Counted by address as well: nobody's mailbox is to be filled from many places."""
    # after validation: a mistyped address must not use up somebody's tries
    wait = seconds_to_wait("enquiry_address", data["email"].lower())
    if wait:
        return too_many_requests(request, wait)
    user = request.user if request.user.is_authenticated else None
    enquiry = actions.ask(**data, language=get_language(), user=user, firm=firm)
    return redirect("exhibitors:enquiry", enquiry.token)


@never_cache
@require_safe
def enquiry(request, token):
    enquiry = get_object_or_404(Enquiry.objects.with_state(), token=token)
    context = {"enquiry": enquiry, "answers": enquiry.answers.select_related("exhibitor")}
    response = render(request, "exhibitors/enquiry.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
