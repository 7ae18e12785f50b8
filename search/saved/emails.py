"""The email about new goods. At most once: a row is marked before its email leaves, and unmarked
only when the mail server rejects it. A worker killed in between loses an email, which is better
than two; the goods stand in the saved search all the same."""

import logging
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.product_card import product_cards
from search.models import SavedSearch, SavedSearchNews

log = logging.getLogger(__name__)
MAX_TRIES = 8
WAIT = timedelta(minutes=5)  # after a rejection, doubled each time
SALT = "search.saved.stop"


def stop_token(user_pk: int, search_pk: int | None = None) -> str:
    """What an unsubscribe link carries: one search, or all of a person's. It opens nothing else."""
    return signing.dumps([user_pk, search_pk], salt=SALT)


def read_stop_token(token: str) -> tuple[int, int | None] | None:
    try:
        user, search = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user, search


def send_pending(limit: int = 200) -> int:
    sent = 0
    for _n in range(limit):
        news = _claim()
        if news is None:
            break
        sent += _send(news)
    return sent


def _claim() -> SavedSearchNews | None:
    now = timezone.now()
    pending = SavedSearchNews.objects.filter(
        Q(leased_until=None) | Q(leased_until__lt=now), sent_at=None, tries__lt=MAX_TRIES
    )
    pk = pending.order_by("tries", "pk").claim_one(sent_at=now)
    return SavedSearchNews.objects.select_related("user").get(pk=pk) if pk else None


def _send(news: SavedSearchNews) -> bool:
    try:
        with translation.override(news.user.language):
            email = rendered(news)
        if email is None:
            return False  # paused, deleted or sold off meanwhile: nothing to tell any more
        email.send()
    except SoftTimeLimitExceeded:
        raise  # the run's own time is over; whether this one has left nobody knows
    except Exception:  # whatever the mail server's error is, a later run tries again
        log.exception("news %s was not sent", news.pk)
        again = timezone.now() + WAIT * 2**news.tries
        SavedSearchNews.objects.filter(pk=news.pk).update(sent_at=None, leased_until=again)
        return False
    return True


def delete_old(before: datetime) -> int:
    """Announcements are personal data, and kept only for a while (`accounts/retention.py`)."""
    return SavedSearchNews.objects.filter(created_at__lt=before).delete()[0]


def rendered(news: SavedSearchNews) -> EmailMultiAlternatives | None:
    """In the active language, with what is still on display of what is still watched."""
    user = news.user
    parts = _parts(news)
    if not (parts and user.is_active and user.email):
        return None
    count = sum(len(part["goods"]) for part in parts)
    subject = ngettext("{n} new product for “{name}”", "{n} new products for “{name}”", count)
    stop = settings.SITE_URL + reverse("search:saved_stop", args=[stop_token(user.pk)])
    context = {
        "subject": " ".join(subject.format(n=count, name=parts[0]["name"]).split()),
        "parts": parts,
        "stop_url": stop,
        "action": _("My saved searches"),
        "action_url": settings.SITE_URL + reverse("search:saved"),
        "site_url": settings.SITE_URL,
    }
    email = EmailMultiAlternatives(
        context["subject"],
        render_to_string("search/mails/news.txt", context).strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [user.email],
        reply_to=[settings.SUPPORT_EMAIL],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    email.attach_alternative(render_to_string("mail/goods_news.html", context), "text/html")
    return email


def _parts(news: SavedSearchNews) -> list[dict]:
    watched = SavedSearch.objects.watched().filter(user=news.user_id)
    watched = watched.in_bulk([entry["search"] for entry in news.matches])
    parts = []
    for entry in news.matches:
        search = watched.get(entry["search"])
        goods = product_cards(entry["goods"]) if search else []
        if search and goods:
            token = stop_token(news.user_id, search.pk)
            parts.append(
                {
                    "name": search.name,
                    "goods": goods,
                    "more": entry["more"],
                    "url": f"{settings.SITE_URL}{reverse('search:goods')}?{search.state}",
                    "stop_url": settings.SITE_URL + reverse("search:saved_stop", args=[token]),
                }
            )
    return parts
