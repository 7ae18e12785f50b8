from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import forms
from accounts.second_factor import passkeys
from accounts.sign_in import pacing
from accounts.sign_in.destinations import requested_url
from accounts.sign_in.steps import enter
from core.templatetags.navigation import path


@never_cache
@sensitive_post_parameters()
def sign_in(request):
    # with a `next`, a signed-in visitor was sent here because that page needs other rights
    if request.user.is_authenticated and request.method == "GET" and not requested_url(request):
        return redirect("accounts:account")
    form = forms.SignInForm(request, request.POST or None)
    if request.method == "POST":
        login = pacing.login_of(request)
        if pacing.too_many_tries(request, login):
            return pacing.challenge(request)
        # after too many failures django-axes answers with the challenge in place of this page
        if form.is_valid():
            pacing.may_try_again(request, login)
            return enter(request, form.user, requested_url(request))
    context = {
        "form": form,
        "next": requested_url(request),
        "passkeys_possible": passkeys.are_possible(request),
        "two_factor_required": settings.TWO_FACTOR_REQUIRED,
    }
    return render(request, "accounts/sign_in.html", context)


@require_POST
def sign_out(request):
    logout(request)
    messages.info(request, _("You have signed out."))
    return redirect(path())


def sign_in_first(request):
    """In place of the sign-in pages that libraries bring: one door, which counts its tries."""
    url = request.GET.get("next")
    if not url and request.path.startswith("/admin/"):  # the admin's own page of that kind
        url = reverse("wagtailadmin_home")
    return redirect(reverse("accounts:sign_in", query={"next": url} if url else None))
