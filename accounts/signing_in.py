"""From a right password to a session."""

from django.contrib.auth import login
from django.shortcuts import redirect

from accounts.destinations import destination
from accounts.pacing import remember_browser

BACKEND = "accounts.backends.EmailOrMobileBackend"


def enter(request, user, url=""):
    """Signs the person in and leads them to `url`, or to where they work; the response."""
    login(request, user, backend=BACKEND)
    response = redirect(destination(user, url))
    return remember_browser(request, response, user.email, user.mobile)
