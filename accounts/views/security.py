"""Sign-in and security: where one is signed in, the second factor, what was changed."""

import re

import django_otp
import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import forms
from accounts.actions import second_factor
from accounts.second_factor import devices, passkeys
from accounts.sign_in import sessions
from accounts.sign_in.browsers import device_of
from accounts.sign_in.reauthentication import recent_sign_in_required
from accounts.sign_in.visitors import visitor
from accounts.staff import works_here
from core.rate_limits import limited
from evidence.kinds import label_of
from evidence.models import Entry

RECENT = 8
BEGUN = "authenticator_begun"  # of the session: pk of the device that is being set up in it


@never_cache
@login_required
def security(request):
    user = request.user
    context = {
        "sessions": [session_row(each, request) for each in sessions.list_of(user)],
        "works_here": works_here(user),
        "required": devices.is_required(user),
        "authenticator": devices.authenticator_of(user),
        "passkeys": devices.passkeys_of(user),
        "passkeys_possible": passkeys.are_possible(request),
        "codes_left": devices.backup_codes_left(user),
        "has_second_factor": devices.has_second_factor(user),
        "changes": [change_row(entry, user) for entry in recent_changes(user)],
    }
    return render(request, "accounts/security.html", context)


def session_row(session, request):
    name, icon = device_of(session.browser)
    is_this = session.session_key == request.session.session_key
    return {"session": session, "name": name, "icon": icon, "is_this": is_this}


def recent_changes(user):
    return Entry.objects.filter(subject=f"user {user.pk}").order_by("-sequence")[:RECENT]


def change_row(entry, user):
    by_self = entry.actor == f"user {user.pk}"
    who = _("You") if by_self else _("Somebody who runs this site")
    return {"at": parse_datetime(entry.at), "what": label_of(entry.kind), "who": who}


@require_POST
@login_required
def end_session(request, pk):
    """Only one of one's own; of this one there is the button to sign out."""
    row = get_object_or_404(request.user.signed_in_sessions, pk=pk)
    sessions.end(request.user.signed_in_sessions.filter(pk=row.pk))
    messages.success(request, _("That device has been signed out."))
    if row.is_unfamiliar:
        return redirect("accounts:change_password")
    return redirect("accounts:security")


@require_POST
@login_required
def end_other_sessions(request):
    sessions.end_others(request)
    messages.success(request, _("All other devices have been signed out."))
    return redirect("accounts:security")


@never_cache
@limited("sign_in", methods=["POST"], by=visitor)
@recent_sign_in_required
def authenticator(request):
    """Scan, type the first code, and it is in use."""
    user, form = request.user, forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun, code = request.session.get(BEGUN), form.cleaned_data["code"]
        device = second_factor.confirm_authenticator(user, begun, code)
        if device is not None:
            django_otp.login(request, device)
            sessions.end_others(request)
            return backup_codes_or_security(request)
        form.add_error("code", devices.rejection(None))
    device = second_factor.new_authenticator(user, request.session.get(BEGUN))
    request.session[BEGUN] = device.pk
    picture = segno.make(devices.key_address(device), error="m")
    context = {
        "form": form,
        "picture": picture.svg_data_uri(scale=5, border=3, light="white"),
        "key": " ".join(re.findall(".{1,4}", devices.key_text(device))),
    }
    return render(request, "accounts/authenticator.html", context)


def backup_codes_or_security(request):
    """People without backup codes get them with the first device."""
    messages.success(request, _("2-step sign-in is on. Other devices have been signed out."))
    if devices.backup_codes_left(request.user):
        return redirect("accounts:security")
    codes = second_factor.new_backup_codes(request.user)
    return render(request, "accounts/backup_codes.html", {"codes": codes})


@never_cache
@require_POST
@recent_sign_in_required
def backup_codes(request):
    if not devices.has_second_factor(request.user):
        return redirect("accounts:security")
    codes = second_factor.new_backup_codes(request.user)
    return render(request, "accounts/backup_codes.html", {"codes": codes})


@require_POST
@recent_sign_in_required
def remove_authenticator(request):
    second_factor.remove_authenticator(request.user)
    messages.success(request, _("The authenticator has been removed."))
    return redirect("accounts:security")


@require_POST
@recent_sign_in_required
def remove_passkey(request, pk):
    second_factor.remove_passkey(request.user, pk)
    messages.success(request, _("The passkey has been removed."))
    return redirect("accounts:security")


@never_cache
@recent_sign_in_required
def add_passkey(request):
    if not passkeys.are_possible(request):
        return redirect("accounts:security")
    return render(request, "accounts/passkey.html")
