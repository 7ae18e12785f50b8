"""The programme by day, like a departure board: past, present and next sessions are marked."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.language import speaks_chinese
from expo.dates import full_day, month, weekday
from expo.programme.models import Session


@dataclass
class SessionRow:
    """A session as `components/session_row.html` draws it."""

    session: Session
    url: str
    state: str  # past, now, next or ""
    state_label: str

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
        # the link leads nowhere before and after: it is shown only while the session runs
        return self.session.live_url if self.state == "now" else ""

    @property
    def replay_url(self):
        return self.session.replay_url if self.state == "past" else ""


def rows(page, sessions, now):
    """SessionRows in order of time; the first that begins within twelve hours is the next one."""
    rows, next_marked = [], False
    for session in sessions:
        if session.ends_at <= now:
            state, label = "past", _("ended")
        elif session.starts_at <= now:
            state, label = "now", _("live now") if session.live_url else _("now")
        else:
            state, label = "", seats(session)
            if not next_marked and session.starts_at - now < timedelta(hours=12):
                minutes = int((session.starts_at - now).total_seconds() // 60)
                state, label, next_marked = "next", in_minutes(minutes), True
        rows.append(SessionRow(session, page.session_url(session) if page else "", state, label))
    return rows


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


def days_of(edition, sessions):
    """Every day of the edition and any day beside it that has sessions."""
    # 31 days at most: a mistyped year must not draw ten thousand tabs
    span = (edition.ends_on - edition.starts_on).days
    days = {edition.starts_on + timedelta(days=n) for n in range(min(span, 30) + 1)}
    return sorted(days | {day_of(session) for session in sessions})


def day_of(session):
    return timezone.localtime(session.starts_at).date()


# a day from the address that the programme lacks is no error: links of last week still work
def chosen_day(days, wanted, today):
    try:
        day = date.fromisoformat(wanted or "")
    except ValueError:
        day = today
    if day in days:
        return day
    return next((d for d in days if d >= today), days[0])


def programme_context(page, query):
    edition = page.edition
    now = timezone.now()
    today = timezone.localdate()
    sessions = list(edition.sessions.prefetch_related("speakers"))
    days = days_of(edition, sessions)
    day = chosen_day(days, query.get("day"), today)
    track = query.get("track", "")
    day_sessions = [each for each in sessions if day_of(each) == day]
    return {
        "of_edition": edition,
        "edition_page": page.get_parent(),
        "sessions_n": len(sessions),
        "rooms_n": len({session.room for session in sessions}),
        "day": day,
        "day_label": full_day(day),
        "now_label": f"{timezone.localtime(now):%H:%M}" if day == today else "",
        "days": [day_link(d, day, today) for d in days],
        "chips": chips(day_sessions, day, track),
        "rows": rows(page, [s for s in day_sessions if track in ("", s.track)], now),
        "calendar_url": f"{page.url}{page.reverse_subpage('calendar')}",
    }


def day_link(day, chosen, today):
    return {
        "url": f"?day={day.isoformat()}",
        "weekday": weekday(day),
        "number": day.day,
        "below": _("today") if day == today else month(day),
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


def next_day(sessions, page, limit):
    """Up to `limit` of an edition's sessions of today, from the present one on, also one that has
    run since yesterday; without one today, of the next day that has any. None where it has no
    programme page or nothing more to come.

    sessions: a queryset, with its speakers where they are shown."""
    now = timezone.now()
    coming = list(sessions.filter(ends_at__gt=now).order_by("starts_at", "pk")[:limit])
    if page is None or not coming:
        return None
    day = max(day_of(coming[0]), timezone.localdate())
    # in order of time: those of that day are the first of the list
    sessions = [session for session in coming if day_of(session) <= day]
    return {
        "page": page,
        "today": day == timezone.localdate(),
        "label": full_day(day),
        "rows": rows(page, sessions, now),
    }


def session_context(page, session):
    now = timezone.now()
    (row,) = rows(page, [session], now)
    return {
        "edition": page.edition,
        "session": session,
        "row": row,
        "day_label": full_day(timezone.localtime(session.starts_at).date()),
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
