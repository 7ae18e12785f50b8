"""The programme as a departure board: by day, past, now and next marked."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateformat import format as date_words
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.language import speaks_chinese
from expo.models import ProgrammePage, Session


@dataclass
class Row:
    """A session as `components/session_row.html` draws it."""

    session: Session
    url: str
    state: str  # past, now, next or ""
    state_word: str

    @property
    def starts(self):
        return f"{timezone.localtime(self.session.starts_at):%H:%M}"

    @property
    def ends(self):
        return f"{timezone.localtime(self.session.ends_at):%H:%M}"

    @property
    def title(self):
        return self.session.title

    @property
    def where(self):
        return self.session.room

    @property
    def speakers(self):
        return ("、" if speaks_chinese() else ", ").join(
            speaker.name for speaker in self.session.speakers.all()
        )

    @property
    def live_url(self):
        return self.session.live_url if self.state == "now" else ""

    @property
    def replay_url(self):
        return self.session.replay_url if self.state == "past" else ""


def rows(page, sessions, now):
    """Rows in order of time; the first one that is still to come today is the next."""
    found, next_marked = [], False
    for session in sessions:
        if session.ends_at <= now:
            state, word = "past", _("ended")
        elif session.starts_at <= now:
            state, word = "now", _("live now") if session.live_url else _("now")
        else:
            state, word = "", seats(session)
            if not next_marked and session.starts_at - now < timedelta(hours=12):
                minutes = int((session.starts_at - now).total_seconds() // 60)
                state, word, next_marked = "next", in_minutes(minutes), True
        found.append(Row(session, page.session_url(session) if page else "", state, word))
    return found


def seats(session):
    if not session.capacity:
        return ""
    return ngettext("%(n)s seat", "%(n)s seats", session.capacity) % {"n": session.capacity}


def in_minutes(minutes):
    if minutes < 1:
        return _("starts now")
    if minutes < 60:
        return ngettext("in %(n)s minute", "in %(n)s minutes", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("in %(n)s hour", "in %(n)s hours", hours) % {"n": hours}


def on_day(edition, day):
    return edition.sessions.filter(starts_at__date=day).prefetch_related("speakers")


def days_of(edition, sessions):
    """Every day of the edition and any day beside it that has sessions."""
    span = (edition.ends_on - edition.starts_on).days
    days = {edition.starts_on + timedelta(days=n) for n in range(min(span, 30) + 1)}
    return sorted(days | {timezone.localtime(s.starts_at).date() for s in sessions})


def chosen_day(days, wanted, today):
    try:
        day = date.fromisoformat(wanted or "")
    except ValueError:
        day = today
    if day in days:
        return day
    return next((d for d in days if d >= today), days[0])


def weekday(day):
    """周二; Tue."""
    return f"周{'一二三四五六日'[day.weekday()]}" if speaks_chinese() else date_words(day, "D")


def day_words(day):
    """`11月24日，周二`; `Tuesday 24 November`."""
    if speaks_chinese():
        return f"{day.month}月{day.day}日，{weekday(day)}"
    return date_format(day, "l j F")


def parts(page, query):
    edition = page.edition
    now = timezone.now()
    today = timezone.localdate()
    sessions = list(edition.sessions.all())
    days = days_of(edition, sessions)
    day = chosen_day(days, query.get("day"), today)
    track = query.get("track", "")
    here = list(on_day(edition, day))
    return {
        "edition": edition,
        "sessions_n": len(sessions),
        "rooms_n": len({session.room for session in sessions}),
        "day": day,
        "day_words": day_words(day),
        "now_words": f"{timezone.localtime(now):%H:%M}" if day == today else "",
        "days": [day_link(d, day, today) for d in days],
        "chips": chips(here, day, track),
        "rows": rows(page, [s for s in here if track in ("", s.track)], now),
        "calendar_url": f"{page.url}{page.reverse_subpage('calendar')}",
    }


def day_link(day, chosen, today):
    month = f"{day.month}月" if speaks_chinese() else date_format(day, "M")
    return {
        "url": f"?day={day.isoformat()}",
        "weekday": weekday(day),
        "number": day.day,
        "below": _("today") if day == today else month,
        "on": day == chosen,
    }


def chips(sessions, day, track):
    """Tracks to choose among; those without a session that day lead nowhere."""

    def chip(value, label, count):
        query = {"day": day.isoformat()} | ({"track": value} if value else {})
        return {
            "label": label,
            "url": f"?{urlencode(query)}",
            "count": count,
            "picked": value == track,
            "off": not count and value != track,
        }

    counts = {value: sum(s.track == value for s in sessions) for value in Session.Track.values}
    return [
        chip("", _("All"), len(sessions)),
        *(chip(value, label, counts[value]) for value, label in Session.Track.choices),
    ]


def day_at_front_page(edition, most):
    """Today's sessions, from the present one on; without one today, the next day that has."""
    now = timezone.now()
    page = ProgrammePage.objects.child_of(edition.localized).live().first()
    coming = edition.sessions.filter(ends_at__gt=now).order_by("starts_at").first()
    if page is None or coming is None:
        return None
    day = timezone.localtime(coming.starts_at).date()
    sessions = on_day(edition, day).filter(ends_at__gt=now)[:most]
    return {
        "page": page,
        "today": day == timezone.localdate(),
        "words": day_words(day),
        "rows": rows(page, sessions, now),
    }


def session_parts(page, session):
    now = timezone.now()
    (row,) = rows(page, [session], now)
    return {
        "edition": page.edition,
        "session": session,
        "row": row,
        "day_words": day_words(timezone.localtime(session.starts_at).date()),
        "speakers": session.speakers.select_related("portrait"),
        "calendar_url": f"{page.url}{page.reverse_subpage('session_calendar', args=[session.pk])}",
        "others": rows(
            page,
            page.edition.sessions.filter(track=session.track, ends_at__gt=now)
            .exclude(pk=session.pk)
            .prefetch_related("speakers")[:4],
            now,
        ),
    }
