"""Applying for a place: one page that shows what to fill in, or where the application stands."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.rate_limits import limited
from exhibitors.applications import actions
from exhibitors.applications.forms import (
    ApplicationForm,
    editions_offered,
    editions_open,
    packages_offered,
)
from exhibitors.errors import NotAllowedError
from exhibitors.models import Application, Exhibitor, Membership


@never_cache
@limited("apply", methods=("POST",))
def apply(request):
    """`firm`: slug of an exhibitor the visitor owns; `another`: for a new firm beside those that
    take part; `stand`: a stand wished for."""
    user = request.user
    if not user.is_authenticated:
        if request.method == "POST":
            return redirect_to_login(request.get_full_path())
        return page(request)
    firm = own_firm(request)
    shown = Application.objects.shown_to(user).select_related("edition", "package", "exhibitor")
    applications = list(shown)
    open_ones = [each for each in applications if each.is_open()]
    open_one = next((each for each in open_ones if each.applicant_id == user.pk), None)
    partners = firm and any(
        each.exhibitor_id == firm.pk and each.applicant_id != user.pk for each in open_ones
    )
    another = bool(request.POST.get("another") or request.GET.get("another"))
    offered = editions_offered(user, firm, another=another)
    if request.method == "POST":
        form = ApplicationForm(request.POST, firm=firm, offered=offered)
        if form.is_valid():
            return submitted_response(request, form, firm)
    elif partners or not offered or (open_one is not None and open_one.is_waiting()):
        form = None
    else:
        initial = initial_values(request, open_one)
        form = ApplicationForm(instance=open_one, firm=firm, offered=offered, initial=initial)
    return page(
        request,
        applications=applications,
        open_one=open_one,
        form=form,
        firm=firm,
        another=another,
        takes_part=not offered,
    )


def page(request, **context):
    """Where no edition takes applications there is no form to fill in for nothing."""
    editions = editions_open()
    if not editions or context.get("takes_part"):
        context["form"] = None
    context |= {"editions": editions, "packages": packages_offered(editions)}
    return render(request, "exhibitors/apply.html", context)


def own_firm(request):
    slug = request.POST.get("firm") or request.GET.get("firm")
    if not slug:
        return None
    owner = {"memberships__user": request.user, "memberships__role": Membership.Role.OWNER}
    return get_object_or_404(Exhibitor, slug=slug, **owner)


def initial_values(request, open_one):
    if open_one is not None:
        return {}
    # from a link anybody can write: cut before it fills a field
    stand = request.GET.get("stand", "").replace("\0", "")[:20]
    user = request.user
    return {
        "contact_name": user.name,
        "contact_email": user.email or "",
        "contact_phone": user.mobile or "",
        "wish": _("Stand %(code)s") % {"code": stand} if stand else "",
    }


def submitted_response(request, form, firm):
    data = dict(form.cleaned_data)
    data.pop("terms")
    try:
        application = actions.apply(user=request.user, exhibitor=firm, **data)
    except NotAllowedError as exc:
        messages.error(request, exc.reasons[0])
    else:
        add_result_message(request, application, firm)
    return redirect("exhibitors:apply")


def add_result_message(request, application, firm):
    """What became of it: one that was open before may be the answer instead of the new one."""
    if application.applicant_id != request.user.pk:
        message = _("%(name)s has already submitted an application for %(firm)s: see below.")
        facts = {"name": application.contact_name, "firm": application.name}
        messages.warning(request, message % facts)
    elif application.exhibitor != firm:
        message = _(
            "Your application for %(firm)s has not been answered yet; please apply for "
            "one company at a time."
        )
        messages.warning(request, message % {"firm": application.name})
    else:
        messages.success(request, _("Your application has been submitted to the organizers."))


@require_POST
def withdraw(request, pk):
    if not request.user.is_authenticated:
        raise Http404
    application = get_object_or_404(request.user.applications, pk=pk)
    if actions.withdraw(application, user=request.user):
        messages.success(request, _("The application has been withdrawn."))
    else:
        messages.info(request, _("It has already been answered."))
    return redirect("exhibitors:apply")
