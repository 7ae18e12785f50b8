"""From a right password to a session: at once, or through the second factor."""

import time

import django_otp
from django.contrib.auth import login
from django.shortcuts import redirect

from accounts.models import SignedInSession
from accounts.second_factor import devices
from accounts.sign_in.destinations import destination
from accounts.sign_in.pacing import remember_browser
from core.models import User

BACKEND = "accounts.backends.EmailOrMobileBackend"
PENDING = "second_factor_of"  # of the session: who has given the password and owes the code
PENDING_SECONDS = 600
Method = SignedInSession.Method


def enter(request, user, url="", method=Method.PASSWORD):
    """After a right password: signed in, or sent on to the second factor; the response."""
    if not devices.has_second_factor(user):
        return sign_in(request, user, url, method)
    request.session[PENDING] = {
        "user": user.pk,
        "at": int(time.time()),
        "next": url,
        "password": user.get_session_auth_hash(),
    }
    return redirect("accounts:sign_in_code")


def pending(request):
    """(user, url) of who owes the second factor: after the password, or signed in without one to
    an account that needs it by now. (None, "") where nobody does."""
    waiting = request.session.get(PENDING)
    if waiting and time.time() - waiting["at"] <= PENDING_SECONDS:
        user = User.objects.filter(pk=waiting["user"], is_active=True).first()
        # a password changed meanwhile makes the old one worthless
        if user and user.get_session_auth_hash() == waiting["password"]:
            return user, waiting["next"]
    if request.user.is_authenticated and not request.user.is_verified():
        return request.user, ""
    return None, ""


def sign_in(request, user, url="", method=Method.PASSWORD, device=None):
    """Signs the person in, by a second factor where `device` names one; the response leads to
    `url`, or to where they work."""
    request.session.pop(PENDING, None)
    request.sign_in_method = method
    login(request, user, backend=BACKEND)
    if device is not None:
        django_otp.login(request, device)
    response = redirect(destination(user, url))
    return remember_browser(request, response, user.email, user.mobile)
