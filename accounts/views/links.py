"""Links of one use from e-mails. A GET only asks: mail programs open links by themselves."""

from django.contrib import messages
from django.contrib.auth.hashers import check_password
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import forms
from accounts.actions import addresses
from accounts.models import AccountEmail
from accounts.sign_in import pacing, visitors
from accounts.sign_in.steps import enter
from accounts.views.sign_up import ASKED_HERE
from core.rate_limits import limited

Kind = AccountEmail.Kind


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"], by=visitors.link)
def link(request, token):
    """One answer for whatever is wrong with a link, so that nothing leaks."""
    email = AccountEmail.objects.with_token(token).select_related("user").first()
    page = email and PAGES.get(email.kind)
    return page(request, email) if page else used_or_expired(request)


def used_or_expired(request):
    return render(request, "accounts/link_expired.html", status=404)


def open_account(request, email):
    """Somebody else who typed this address chose the password: it opens the account only where
    its owner has requested it, in this browser or by knowing that password."""
    asked_here = request.session.get(ASKED_HERE) == email.pk
    form = forms.SamePasswordForm(request.POST or None)
    if request.method == "POST" and (asked_here or form.is_valid()):
        password = form.cleaned_data["password"] if not asked_here else None
        if password is not None and not check_password(password, email.data["password"]):
            form.add_error("password", _("The password is incorrect."))
        elif (user := addresses.open_account(email)) is None:
            return used_or_expired(request)
        else:
            request.session.pop(ASKED_HERE, None)
            messages.success(request, _("Welcome. Your account is ready."))
            return enter(request, user, email.data["url"])
    context = {"form": None if asked_here else form, "address": email.to}
    return render(request, "accounts/link_sign_up.html", context)


def take_address(request, email):
    """Only signed in as the person who requested it: else an address could be put on a stranger's
    account by its owner's careless click."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.user.pk != email.user_id:
        return used_or_expired(request)
    if request.method == "POST":
        if not addresses.take_address(email):
            return used_or_expired(request)
        messages.success(request, _("Your e-mail address has been changed."))
        return redirect("accounts:account")
    return render(request, "accounts/link_address.html", {"address": email.to})


def try_again(request, email):
    """The browser in which it is opened may try passwords again."""
    if request.method == "POST":
        login = email.data["login"]
        if not addresses.used(email):
            return used_or_expired(request)
        pacing.may_try_again(request, login)
        messages.success(request, _("You can try again in this browser."))
        return pacing.remember_browser(request, redirect("accounts:sign_in"), login)
    return render(request, "accounts/link_try_again.html")


PAGES = {
    Kind.SIGN_UP: open_account,
    Kind.NEW_ADDRESS: take_address,
    Kind.TRY_AGAIN: try_again,
}
