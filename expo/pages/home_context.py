"""What the front page shows beside the editor's words: facts of this moment, never slogans."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from core.templatetags.navigation import path
from expo.models import NewsIndexPage
from expo.navigation import current_edition
from expo.programme import schedule as programme

NEWS = 5
SESSIONS = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A big figure with its words; apps above offer theirs by the hook `home_facts`, each a
    function without arguments that returns a Fact, or None where it has nothing true to say."""

    term: str
    value: str
    unit: str = ""


def parts(page):
    edition = current_edition()
    searches = [word.strip() for word in page.searches.replace("，", ",").split(",")]
    index = NewsIndexPage.objects.child_of(page).live().first()
    return {
        "hot": [(word, f"{path('goods/')}?{urlencode({'q': word})}") for word in searches if word],
        "facts": facts(),
        "opening": opening(edition, timezone.localtime()) if edition else None,
        "pavilions": pavilions(edition) if edition else [],
        "day": programme.day_at_front_page(edition, SESSIONS) if edition else None,
        "news_index": index,
        "news": index.newest()[:NEWS] if index else [],
    }


def facts():
    facts = (home_fact() for home_fact in hooks.get_hooks("home_facts"))
    return [fact for fact in facts if fact][:4]


def opening(edition, now):
    """(state, sentence) of an edition at a moment: before, open, closed for tonight, over."""
    today, opens, closes = now.date(), edition.opens_at, edition.closes_at
    if today > edition.ends_on:
        return "wait", _("This edition has closed; goods are sold all year")
    if today < edition.starts_on:
        days = (edition.starts_on - today).days
        return "wait", ngettext("Opens in %(n)s day", "Opens in %(n)s days", days) % {"n": days}
    day = {"n": (today - edition.starts_on).days + 1}
    if not (opens and closes):
        return "ok", _("Day %(n)s of the expo") % day
    hours = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
    if now.time() < opens:
        return "wait", _("Day %(n)s of the expo, opens at %(opens)s today") % (day | hours)
    if now.time() < closes:
        return "ok", _("Day %(n)s of the expo, open until %(closes)s today") % (day | hours)
    if today == edition.ends_on:
        return "wait", _("This edition has closed; goods are sold all year")
    return "wait", _("Closed for today, opens at %(opens)s tomorrow") % hours


def pavilions(edition):
    """The edition's pavilions with their stands counted and the hall where most of them are."""
    found = edition.pavilions.annotate(stands_n=Count("stands"))
    halls = {}
    rows = edition.pavilions.values_list("pk", "stands__hall__slug").annotate(n=Count("stands"))
    for pk, slug, n in rows:
        if slug and n > halls.get(pk, ("", 0))[1]:
            halls[pk] = (slug, n)
    for pavilion in found:
        pavilion.hall_slug = halls.get(pavilion.pk, ("", 0))[0]
    return found
