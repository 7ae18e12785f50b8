"""Sessions: how long they last, and the list by which their owner ends them.

Those who work here are signed out after 12 hours, or 30 minutes in which they did nothing (OWASP
ASVS 3.3.2); everybody else stays signed in for SESSION_COOKIE_AGE."""

import time
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import SignedInSession
from accounts.sign_in.pacing import is_known_browser
from accounts.staff import works_here
from core.rate_limits import network

STATE = "signed_in"  # of the session: {"at": seconds, "seen": seconds, "staff": bool, "row": pk}
PROVED = "proved_at"  # of the session: when a password or second factor was last given, in seconds
LONGEST, IDLE = timedelta(hours=12), timedelta(minutes=30)
SEEN_EVERY = 60  # seconds between two notes that somebody is still there


def begin(sender, request, user, **kwargs):
    """Receives Django's user_logged_in: the session has begun."""
    if not hasattr(request, "session"):
        return  # signed in by a program, without a visitor's session
    if not request.session.session_key:
        request.session.create()
    now = int(time.time())
    known = any(is_known_browser(request, login) for login in (user.email, user.mobile) if login)
    row, _new = SignedInSession.objects.update_or_create(
        # the same key where a signed-in person signs in once more, as by a second factor
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
            "network": network(request),
            "method": getattr(request, "sign_in_method", SignedInSession.Method.PASSWORD),
            "is_unfamiliar": not known and was_here_before(user),
        },
    )
    request.session[STATE] = {"at": now, "seen": now, "staff": works_here(user), "row": row.pk}
    request.session[PROVED] = now


def was_here_before(user):
    return SignedInSession.objects.filter(user=user).exists()


def ended(sender, request, **kwargs):
    """Receives Django's user_logged_out."""
    if key := getattr(getattr(request, "session", None), "session_key", None):
        SignedInSession.objects.filter(session_key=key).delete()


def is_over(state, now):
    """Whether a session of somebody who works here has lasted too long, or was left alone."""
    return state["staff"] and (
        now - state["at"] > LONGEST.total_seconds() or now - state["seen"] > IDLE.total_seconds()
    )


def seen(request, state, now):
    """Notes that the person is still there, and whether they work here by now."""
    state = {**state, "seen": now, "staff": works_here(request.user)}
    SignedInSession.objects.filter(pk=state["row"]).update(last_seen_at=timezone.now())
    request.session[STATE] = state
    request.session.save()
    request.session.modified = False


def moved(request):
    """After Django has given the session another key."""
    row = request.session[STATE]["row"]
    SignedInSession.objects.filter(pk=row).update(session_key=request.session.session_key)


def list_of(user):
    """The sessions in which somebody is signed in, the last used first."""
    now = timezone.now()
    rows = SignedInSession.objects.filter(user=user).alive(now).order_by("-last_seen_at")
    if works_here(user):
        rows = rows.filter(signed_in_at__gt=now - LONGEST, last_seen_at__gt=now - IDLE)
    return rows


@transaction.atomic
def end(rows):
    """Ends sessions; the number ended. What is open in their browsers sees a signed-out visitor."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignedInSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_others(request):
    """Ends all sessions of the signed-in person but this one."""
    rows = SignedInSession.objects.filter(user=request.user)
    return end(rows.exclude(session_key=request.session.session_key))


def delete_outdated(before):
    """Sessions that expired before a moment, and rows whose session is gone; how many."""
    deleted = Session.objects.filter(expire_date__lt=before).delete()[0]
    now = timezone.now()
    gone = SignedInSession.objects.exclude(pk__in=SignedInSession.objects.alive(now).values("pk"))
    gone.delete()
    return deleted
