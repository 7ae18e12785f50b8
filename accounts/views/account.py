from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import forms, personal_data
from accounts.actions import addresses
from accounts.models import AccountEmail
from accounts.sign_in.pacing import password_paced
from accounts.sign_in.reauthentication import recent_sign_in_required
from accounts.sign_in.visitors import visitor
from accounts.workplaces import workplaces_of
from core.rate_limits import limited
from core.templatetags.navigation import path


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"], by=visitor)  # it asks for the password too
@login_required
@password_paced
def account(request):
    form = forms.ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST":
        if form.is_valid():
            wanted_new = form.wants_new_address()
            proposed = addresses.change_profile(form)
            if wanted_new and proposed is None:
                messages.warning(request, not_proposed())
            else:
                messages.success(request, said(proposed))
            return redirect("accounts:account")
        request.user.refresh_from_db()  # the frame shows what is stored, not what was typed
    context = {
        "form": form,
        "workplaces": workplaces_of(request.user),
        "proposed": AccountEmail.objects.proposed_addresses(request.user).first(),
    }
    return render(request, "accounts/account.html", context)


def said(proposed):
    if proposed:
        return _("Saved. The new e-mail address counts once you open the link we have sent to it.")
    return _("Saved.")


def not_proposed():
    return _(
        "The rest is saved. Too many e-mails have gone to the new address: please try again in an "
        "hour."
    )


@require_POST
@limited("sign_in", by=visitor)
@login_required
def proposed_address(request):
    """The link once more, or never mind."""
    proposed = AccountEmail.objects.proposed_addresses(request.user).first()
    if proposed and request.POST.get("do") == "again":
        if addresses.propose_address(request.user, proposed.to):
            messages.success(request, _("The link has been sent again."))
        else:
            messages.warning(request, not_sent_again())
    elif proposed:
        addresses.withdraw_proposals(request.user)
        messages.success(request, _("Your e-mail address stays as it is."))
    return redirect("accounts:account")


def not_sent_again():
    return _(
        "Too many e-mails have gone to this address: please use the link you have, or try again in "
        "an hour."
    )


@never_cache
@recent_sign_in_required
def my_data(request):
    """A copy of one's data, as a file (R-PRIV-5)."""
    response = JsonResponse(
        personal_data.export(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="e-expo-my-data.json"'
    return response


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"], by=visitor)
@login_required
@password_paced
def close(request):
    form = forms.CloseAccountForm(request.user, request.POST or None)
    reasons = personal_data.reasons_to_keep(request.user)
    if request.method == "POST" and not reasons and form.is_valid():
        reasons = personal_data.close_account(request.user)
        if not reasons:
            logout(request)
            messages.info(request, _("Your account is closed."))
            return redirect(path())
    return render(request, "accounts/close.html", {"form": form, "reasons": reasons})
