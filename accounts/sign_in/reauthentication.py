"""Signing in again before what would hurt most if somebody else sat at the browser."""

import time
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.second_factor import devices
from accounts.sign_in.sessions import PROVED
from core.next_url import is_own_path


def is_recent(request, minutes=15):
    """Whether a password or a second factor was given in this session that lately."""
    return time.time() - request.session.get(PROVED, 0) <= minutes * 60


def proved_now(request):
    request.session[PROVED] = int(time.time())


def recent_sign_in_required(view=None, *, minutes=15):
    """View decorator: who gave no password or second factor for so long gives one first, and
    comes back. A form that was sent too late has to be sent again. Where the account has a second
    factor, a session without it gives that: the password alone would go round it."""
    if view is None:
        return lambda view: recent_sign_in_required(view, minutes=minutes)

    @login_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if owes_second_factor(request.user):
            return redirect(reverse("accounts:sign_in_code", query={"next": way_back(request)}))
        if is_recent(request, minutes):
            return view(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            messages.info(
                request, _("Nothing has been done yet: please send it again after this step.")
            )
        return redirect(reverse("accounts:confirm", query={"next": way_back(request)}))

    return wrapped


def owes_second_factor(user):
    return not user.is_verified() and devices.has_second_factor(user)


def way_back(request):
    """The page to come back to: this one, or of a form the page it stands on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    here = page.netloc == request.get_host() and is_own_path(request, page.path)
    return page.path if here else reverse("accounts:account")
