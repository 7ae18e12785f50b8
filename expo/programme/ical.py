"""The programme as a calendar file (RFC 5545), in the language of the page it hangs on."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event


def download(page, sessions, *, name):
    response = HttpResponse(
        calendar(page, sessions).to_ical(), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def calendar(page, sessions):
    edition = page.edition.localized
    made = Calendar()
    made.add("prodid", "-//E-Expo of Zhengzhou//programme//")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{edition.title} · {page.title}")
    for session in sessions:
        made.add_component(event(page, session, edition.place))
    return made


def event(page, session, place):
    made = Event()
    # one identity in both languages: importing the other one replaces, never doubles
    made.add("uid", f"session-{session.pk}@{urlsplit(settings.SITE_URL).hostname}")
    # required by RFC 5545 on every event; calendars take the latest one
    made.add("dtstamp", timezone.now())
    made.add("dtstart", session.starts_at)
    made.add("dtend", session.ends_at)
    made.add("summary", session.title)
    made.add("location", ", ".join(p for p in (session.room, place) if p))
    if session.summary:
        made.add("description", session.summary)
    made.add("url", urljoin(settings.SITE_URL, page.session_url(session)))
    return made
