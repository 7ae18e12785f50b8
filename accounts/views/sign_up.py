from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import forms
from accounts.actions import addresses
from accounts.sign_in.destinations import destination, requested_url
from accounts.sign_in.steps import enter
from core.models import User
from core.rate_limits import limited

ASKED_HERE = "sign_up_asked"  # of the session: the e-mail this browser waits for


@never_cache
@sensitive_post_parameters()
@limited("sign_up", methods=["POST"])
def sign_up(request):
    if request.user.is_authenticated:
        return redirect(destination(request.user, requested_url(request)))
    form = forms.SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, _login = form.cleaned_data["login"]
        response = by_address(request, form) if kind == "email" else by_mobile(request, form)
        if response:
            return response
    return render(request, "accounts/sign_up.html", {"form": form, "next": requested_url(request)})


def by_address(request, form):
    """The account is opened by the link in an e-mail; the page is the same where there is one."""
    data = form.cleaned_data
    email = addresses.ask_to_sign_up(
        address=data["login"][1],
        password=data["password"],
        name=data["name"],
        language=data["language"],
        url=requested_url(request),
    )
    if email:
        request.session[ASKED_HERE] = email.pk
    return redirect("accounts:check_mail")


def by_mobile(request, form):
    """At once: there is no short message by which a number could be proved."""
    fields = {name: form.cleaned_data[name] for name in ("password", "name", "language")}
    try:
        with transaction.atomic():
            user = User.objects.create_user(mobile=form.cleaned_data["login"][1], **fields)
    except IntegrityError:  # a double click: the first one made the account
        form.add_error("login", _("There is already an account with this address or number."))
        return None
    messages.success(request, _("Welcome. Your account is ready."))
    return enter(request, user, requested_url(request))
