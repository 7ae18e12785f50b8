"""Roles in Wagtail's admin, for administrators: what waits for a second one, what was decided, and
the buttons of a person's page."""

from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts import security_events
from accounts.models import RoleGrant, StaffRole
from accounts.roles import actions
from accounts.roles.errors import RoleError
from accounts.sign_in.reauthentication import recent_sign_in_required
from accounts.views.password import enqueue_password_reset
from core.models import User

DECISIONS = {"confirm": actions.confirm, "decline": actions.decline}
PER_PAGE = 50


class RoleForm(forms.Form):
    # none is chosen beforehand: a hasty click grants nothing
    role = forms.ChoiceField(
        label=pgettext_lazy("role", "Role"), choices=[("", "—"), *StaffRole.choices]
    )


def administrators_only(view):
    """Nobody else sees or changes who may do what; and those who do have signed in lately."""

    @recent_sign_in_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


@require_safe
@administrators_only
def roles(request):
    grants = RoleGrant.objects.select_related("user", "asked_by", "decided_by", "revoked_by")
    context = {
        "page_title": pgettext_lazy("people", "Roles"),
        "header_icon": "group",
        "waiting": grants.waiting(),
        "history": Paginator(grants.exclude(state=RoleGrant.State.WAITING), PER_PAGE).get_page(
            request.GET.get("p")
        ),
    }
    return TemplateResponse(request, "accounts/admin/roles.html", context)


@require_POST
@administrators_only
def decide(request, pk, decision):
    """Confirm or decline what waits."""
    grant = get_object_or_404(RoleGrant, pk=pk)
    try:
        DECISIONS[decision](grant, by=request.user)
    except RoleError as exc:
        messages.error(request, str(exc))
    else:
        messages.success(request, _("Done."))
    return redirect("roles")


@require_POST
@administrators_only
def grant(request, user_pk):
    user = get_object_or_404(User, pk=user_pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a role."))
        return back_to(user)
    try:
        made = actions.grant(user, form.cleaned_data["role"], by=request.user)
    except RoleError as exc:
        messages.error(request, str(exc))
    else:
        if made.state == RoleGrant.State.WAITING:
            text = _("A second administrator has to confirm this; all of them get an e-mail.")
        else:
            text = _("Granted. The person gets an e-mail.")
        messages.success(request, text)
    return back_to(user)


@require_POST
@administrators_only
def revoke(request, user_pk):
    user = get_object_or_404(User, pk=user_pk)
    form = RoleForm(request.POST)
    try:
        if form.is_valid() and actions.revoke(user, form.cleaned_data["role"], by=request.user):
            messages.success(request, _("Revoked, at once. The person gets an e-mail."))
    except RoleError as exc:
        messages.error(request, str(exc))
    return back_to(user)


@require_POST
@administrators_only
def send_reset_link(request, user_pk):
    """Nobody sets another's password: the person does, by a link."""
    user = get_object_or_404(User, pk=user_pk, is_active=True)
    if not user.email:
        messages.error(request, _("This account has no e-mail address to send a link to."))
        return back_to(user)
    security_events.record(user, security_events.Kind.RESET_SENT, by=request.user)
    enqueue_password_reset(user.email, by_staff=True)
    messages.success(request, _("A link to choose a new password is on its way to the person."))
    return back_to(user)


def back_to(user):
    return redirect("wagtailusers_users:edit", user.pk)


urls = [
    path("roles/", roles, name="roles"),
    path("roles/<int:pk>/confirm/", decide, {"decision": "confirm"}, name="confirm_role"),
    path("roles/<int:pk>/decline/", decide, {"decision": "decline"}, name="decline_role"),
    path("roles/of/<int:user_pk>/grant/", grant, name="grant_role"),
    path("roles/of/<int:user_pk>/revoke/", revoke, name="revoke_role"),
    path("roles/of/<int:user_pk>/reset-link/", send_reset_link, name="send_reset_link"),
]
