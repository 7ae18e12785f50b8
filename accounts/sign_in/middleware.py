"""What holds for every page of somebody who is signed in."""

import posixpath
import time
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.second_factor import devices
from accounts.sign_in import sessions
from core.database.without_waiting import without_waiting
from core.files import pictures


def is_public_file(request):
    """An upload for everybody: sent without asking whose session it is, and kept by caches."""
    name = request.path.removeprefix(settings.MEDIA_URL)
    place = PurePosixPath(posixpath.normpath(name).lstrip("/"))
    return name != request.path and pictures.is_public(place)


class SessionLimitsMiddleware:
    """Ends the sessions of people who work here in time, and notes when each was last used."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            and not is_public_file(request)
            and SESSION_KEY in request.session
        ):
            self.check(request)
        return self.get_response(request)

    def check(self, request):
        now = int(time.time())
        state = request.session.get(sessions.STATE)
        if state is None:  # begun before sessions were listed
            if request.user.is_authenticated:
                sessions.begin(None, request, request.user)
                del request.session[sessions.PROVED]  # nobody has given a password just now
        elif sessions.is_over(state, now):
            logout(request)
            messages.info(
                request,
                _("You have been signed out: work sessions end after 12 hours or 30 idle minutes."),
            )
        elif (
            now - state["seen"] >= sessions.SEEN_EVERY
            and not is_refresh(request)
            and request.user.is_authenticated
        ):
            note_without_waiting(request, state, now)


def is_refresh(request):
    """A page that keeps itself up to date (`static/js/refresh.js`): nobody has done anything, so
    the 30 idle minutes go on."""
    return request.method == "GET" and "X-Page-Refresh" in request.headers


def note_without_waiting(request, state, now):
    """A page must not wait for this; the next request notes it if this one can't."""
    try:
        with without_waiting():
            sessions.seen(request, state, now)
    except (DatabaseError, UpdateError):  # locked; or the session was ended at this moment
        request.session.modified = False


class SecondFactorMiddleware:
    """Staff work here with a second factor, where TWO_FACTOR_REQUIRED: until they have set one up,
    or given it in this session, every page leads there."""

    OPEN = {"accounts", "otp_webauthn"}  # namespaces: sign-in itself, and one's own account
    OPEN_NAMES = {"set_language", "healthz", "readyz"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if (
            not settings.TWO_FACTOR_REQUIRED
            or is_public_file(request)
            or match.url_name in self.OPEN_NAMES
            or self.OPEN & set(match.namespaces)
        ):
            return None
        user = request.user
        # read anew each time: a role that was granted a second ago needs the second factor too
        if not user.is_authenticated or user.is_verified() or not devices.is_required(user):
            return None
        if devices.has_second_factor(user):
            return redirect("accounts:sign_in_code")
        messages.info(
            request, _("Your work here needs 2-step sign-in: please set it up before you go on.")
        )
        return redirect("accounts:security")
