"""The programme's frame for the next edition: when and where something takes place."""

from django.utils import timezone
from django.utils.translation import gettext as _

from expo.editions.carrying import (
    CarriedKind,
    CopyOption,
    keep_exceptions,
    saved_copies,
    shift_in_days,
)
from expo.programme.models import Session

TO_BE_ANNOUNCED = {"title_zh": "待定", "title_en": "To be announced"}
NOT_YET_KNOWN = {"live_url": "", "replay_url": ""}


def kinds():
    return [
        CarriedKind(
            name="programme",
            label=_("Programme frame"),
            text=_("Times and rooms on the new days; no speakers and no links."),
            made=_("Sessions"),
            count=lambda source: source.sessions.count(),
            copy=copy_sessions,
            options=(
                CopyOption(
                    "titles",
                    _("Sessions"),
                    (("frame", _("only times and rooms")), ("titles", _("with title and text"))),
                ),
                CopyOption(
                    "weekdays",
                    _("Days"),
                    (("days", _("as many days after the first")), ("weekday", _("same weekday"))),
                ),
            ),
            remarks=remarks,
        )
    ]


def remarks(plan):
    """Sessions that would lie outside the days of the edition, or end after it has closed."""
    shift = shift_in_days(plan.days, plan.choices.get("weekdays"))
    here = timezone.get_default_timezone()  # an organizer may read the admin in another one
    outside = late = 0
    for session in plan.source.sessions.all():
        starts, ends = (
            (moment + shift).astimezone(here) for moment in (session.starts_at, session.ends_at)
        )
        outside += not plan.starts_on <= starts.date() <= plan.ends_on
        late += bool(plan.source.closes_at and ends.time() > plan.source.closes_at)
    remarks = (
        (outside, _("%(n)s lie outside the days of the edition.")),
        (late, _("%(n)s end after the halls have closed.")),
    )
    return [text % {"n": count} for count, text in remarks if count]


def copy_sessions(opening):
    shift = shift_in_days(opening.days, opening.option("weekdays"))
    texts = {} if opening.option("titles") == "titles" else frame_only()
    copies = saved_copies(
        Session.objects.filter(edition=opening.source).order_by("pk"),
        edition=opening.edition,
        hall=lambda session: opening.halls.get(session.hall_id),
        stand=lambda session: opening.stands.get(session.stand_id),
        starts_at=lambda session: session.starts_at + shift,
        ends_at=lambda session: session.ends_at + shift,
        **NOT_YET_KNOWN,
        **texts,
    )
    keep_exceptions(copies)
    return len(copies)


def frame_only():
    return TO_BE_ANNOUNCED | {"summary_zh": "", "summary_en": ""}
