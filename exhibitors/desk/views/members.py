from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.rate_limits import limited
from exhibitors.actions import members as actions
from exhibitors.desk.access import at_desk
from exhibitors.desk.forms import InviteForm
from exhibitors.desk.frame import desk_page
from exhibitors.errors import NotAllowedError
from exhibitors.models import Invitation, Membership


@limited("invite", methods=("POST",))
@at_desk(write=Membership.may_manage)
def members(request, membership):
    """Who works at this desk; the owner invites."""
    exhibitor = membership.exhibitor
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(exhibitor, user=request.user, **form.cleaned_data)
        except NotAllowedError as exc:
            form.add_error("email", exc.reasons[0])
        else:
            messages.success(request, _("The invitation has been sent."))
            return redirect("desk:members", slug=exhibitor.slug)
    return desk_page(
        request,
        "desk/members.html",
        membership,
        form=form,
        people=exhibitor.memberships.select_related("user").order_by("pk"),
        invitations=exhibitor.invitations.open(),
        roles=Membership.Role.choices,
        seats=exhibitor.package_limit("max_members"),
    )


@at_desk(write=Membership.may_manage)
@require_POST
def role(request, membership, pk):
    member = get_object_or_404(membership.exhibitor.memberships, pk=pk)
    wanted = request.POST.get("role")
    if wanted in Membership.Role.values:
        changed(request, actions.change_role, member, role=wanted)
    return redirect("desk:members", slug=membership.exhibitor.slug)


@at_desk(write=Membership.may_manage)
@require_POST
def remove(request, membership, pk):
    member = get_object_or_404(membership.exhibitor.memberships, pk=pk)
    changed(request, actions.remove, member)
    # a member who has left their last desk has none to return to
    if member.user_id == request.user.pk and not request.user.memberships.exists():
        return redirect("exhibitors:exhibitors")
    return redirect("desk:members", slug=membership.exhibitor.slug)


def changed(request, action, member, **wanted):
    try:
        action(member, user=request.user, **wanted)
    except NotAllowedError as exc:
        messages.error(request, exc.reasons[0])
    else:
        messages.success(request, _("Done."))


@at_desk(write=Membership.may_manage)
@require_POST
def withdraw_invitation(request, membership, pk):
    invitation = get_object_or_404(membership.exhibitor.invitations, pk=pk)
    Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    messages.success(request, _("The invitation is no longer valid."))
    return redirect("desk:members", slug=membership.exhibitor.slug)


@never_cache
@limited("invite", methods=("POST",))
def invitation(request, token):
    """Joining a desk. One answer for whatever is wrong with the link, so that nothing leaks."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    # an account that signs in by mobile number can't take one
    email = request.user.email or ""
    invitations = Invitation.objects.open().with_token(token).filter(email__iexact=email)
    invitation = invitations.select_related("exhibitor", "invited_by").first()
    if invitation is None:
        return render(request, "desk/no_invitation.html", status=404)
    if request.method == "POST" and actions.accept(invitation, user=request.user):
        messages.success(request, _("Welcome to the desk."))
        return redirect("desk:overview", slug=invitation.exhibitor.slug)
    return render(request, "desk/invitation.html", {"invitation": invitation})
