"""Guesses at a password are slowed down without shutting anybody out (OWASP ASVS 2.2.1).

django-axes counts failures by the pair of normalized login and network; after ten of them this
pair needs a link sent to the account's address before it may try again, or a quarter of an hour.
So does a network after 20 tries in five minutes, by whatever logins, and an address after 50
guesses from many networks. Browsers that have signed in by the login before are known by a signed
cookie and counted apart, all of a login together: strangers do not use up their tries. See
docs/decisions/0021-guesses-are-paced-by-pair.md."""

import hashlib
from functools import wraps

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.core import signing
from django.shortcuts import render
from django.utils.translation import get_language

from accounts import emails
from core.logins import normalized_login
from core.rate_limits import network, seconds_to_wait, too_many_requests

COOKIE, SALT, YEAR = "known_browser", "accounts.known_browser", 60 * 60 * 24 * 365
LOGINS_OF_A_BROWSER = 5


def login_of(request, credentials=None):
    """What django-axes counts by: the normalized login of a try."""
    return normalized_login((credentials or {}).get("username") or request.POST.get("login", ""))


def counted_network(request):
    """What django-axes counts by, beside the login."""
    return (
        known(network(request))
        if is_known_browser(request, login_of(request))
        else network(request)
    )


def known(text):
    """The count of those behind it who have signed in before."""
    return f"{text} known"


def too_many_tries(request, login):
    """Counts a try; whether this browser needs a link before it may make another."""
    if is_known_browser(request, login):
        return bool(seconds_to_wait("sign_in", known(login)))
    if seconds_to_wait("sign_in", network(request)):
        return True
    # only for addresses: no link could be sent to a mobile number
    return "@" in login and bool(seconds_to_wait("sign_in_account", login))


def challenge(request, original_response=None, credentials=None):
    """The page instead of a refusal: a link is on its way to the account's address, if it has
    one. Reads alike for logins without an account."""
    login = login_of(request, credentials)
    # an attacker must not fill a mailbox, or many
    if not (
        seconds_to_wait("try_again", login)
        or seconds_to_wait("try_again_network", network(request))
    ):
        emails.write_email(emails.Kind.TRY_AGAIN, language=get_language(), login=login)
    wait = settings.AXES_COOLOFF_TIME
    minutes = int(wait.total_seconds() // 60)
    response = render(request, "accounts/challenge.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response


def password_paced(view):
    """Decorates a page of somebody who is signed in that asks for the password or a code. Counted
    by account, over all such pages together: a person at another's open browser guesses from
    the owner's own network."""

    @wraps(view)
    def paced(request, *args, **kwargs):
        typed = any(request.POST.get(name) for name in ("password", "old_password", "code"))
        if typed and (wait := seconds_to_wait("confirm", str(request.user.pk))):
            return too_many_requests(request, wait)
        return view(request, *args, **kwargs)

    return paced


def may_try_again(request, login):
    """The tries of this pair of login and network are forgotten."""
    AxesProxyHandler.update_request(request)
    for counted in (network(request), known(network(request))):
        AxesProxyHandler.reset_attempts(username=login, ip_address=counted)


def digest(login):
    return hashlib.sha256(login.encode()).hexdigest()[:16]


def known_logins(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return []


def is_known_browser(request, login):
    return digest(login) in known_logins(request)


def remember_browser(request, response, *logins):
    """Marks the browser as one that has signed in by these logins, or opened their link."""
    new = [digest(login) for login in logins if login]
    kept = [known for known in known_logins(request) if known not in new]
    value = signing.dumps((new + kept)[:LOGINS_OF_A_BROWSER], salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
