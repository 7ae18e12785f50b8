"""The second step of signing in, and signing in again before sensitive acts."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import forms
from accounts.actions import second_factor
from accounts.second_factor import devices, passkeys
from accounts.sign_in.browsers import device_of
from accounts.sign_in.destinations import destination, requested_url
from accounts.sign_in.pacing import password_paced
from accounts.sign_in.reauthentication import proved_now
from accounts.sign_in.steps import Method, pending, sign_in
from accounts.sign_in.visitors import visitor
from core.rate_limits import limited, network


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"], by=visitor)
def sign_in_code(request):
    """A code of the authenticator, or `?with=backup` a backup code; each is taken once."""
    user, url = pending(request)
    url = url or requested_url(request)
    if user is None or not devices.has_second_factor(user):
        return redirect("accounts:sign_in")
    authenticator = devices.authenticator_of(user)
    with_backup = request.GET.get("with") == "backup"
    device = devices.backup_device_of(user) if with_backup else authenticator
    form = (forms.BackupCodeForm if with_backup else forms.CodeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if with_backup and second_factor.use_backup_code(user, code):
            return sign_in(request, user, url, Method.BACKUP_CODE, device)
        if not with_backup and devices.verify(user, device, code):
            return sign_in(request, user, url, Method.CODE, device)
        form.add_error("code", devices.rejection(device))
    device_name, _icon = device_of(request.META.get("HTTP_USER_AGENT", ""))
    context = {
        "form": form if device is not None or with_backup else None,
        "person": user,
        "with_backup": with_backup,
        "has_authenticator": authenticator is not None,
        "codes_left": devices.backup_codes_left(user),
        "passkeys": passkeys.are_possible(request) and devices.passkeys_of(user),
        "device": device_name,
        "network": network(request),
        "next": url,
    }
    return render(request, "accounts/code.html", context)


@never_cache
@sensitive_post_parameters()
@limited("sign_in", methods=["POST"], by=visitor)
@login_required
@password_paced
def confirm(request):
    """The password or a code once more, before a sensitive act."""
    form = forms.ConfirmForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        proved_now(request)
        return redirect(destination(request.user, requested_url(request)))
    context = {
        "form": form,
        "next": requested_url(request),
        "passkeys": passkeys.are_possible(request) and devices.passkeys_of(request.user),
    }
    return render(request, "accounts/confirm.html", context)
