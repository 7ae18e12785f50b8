"""The next edition is made from the last: its own rows and drafts, and not a word of the old one
changes."""

from datetime import timedelta

import pytest
from django.apps import apps
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation

from exhibitors.models import Package, Participation
from expo.editions.next_edition import NotPossibleError, make
from expo.models import EditionPage, Facility, HomePage, ProgrammePage, Stand
from expo.pages.translations import publish_english
from tests.exhibitors.factories import make_exhibitor, make_user
from tests.expo.editions.plans import plan_from

DAY = timedelta(days=1)


@pytest.fixture
def user(db):
    return make_user("ze@expo.test", name="泽")


@pytest.fixture
def last(site):
    """The seeded edition with three firms, of which one withdrew, two packages and one blocked
    stand, its first."""
    for name, state in (("kiwi", "accepted"), ("nordic", "accepted"), ("gone", "withdrawn")):
        Participation.objects.create(exhibitor=make_exhibitor(name), edition=site, state=state)
    for code in ("small", "large-2026"):
        Package.objects.create(code=code, name_zh=code, edition=site)
    Stand.objects.filter(hall__edition=site, state="blocked").update(state="available")
    stand = Stand.objects.filter(hall__edition=site).order_by("code").first()
    stand.state = Stand.State.BLOCKED
    stand.save()
    site.sessions.update(stand=None)
    session = site.sessions.order_by("pk").first()
    session.stand = Stand.objects.get(hall__edition=site, code=codes(site)[1])
    session.save()
    return site


def everything():
    """Each row of the database, by model and key."""
    models = [model for model in apps.get_models() if model._meta.managed]
    return {
        (model._meta.label, row[model._meta.pk.attname]): row
        for model in models
        for row in model._base_manager.values()
    }


def test_everything_comes_along_and_belongs_to_the_new_edition(last, user):
    edition = make(plan_from(last), user=user)
    assert (edition.title, edition.slug, edition.state) == ("第十一届", "2027", "planned")
    assert not edition.live
    assert edition.halls.count() == last.halls.count() == 2
    assert codes(edition) == codes(last)
    assert {stand.pavilion.edition_id for stand in stands_of(edition) if stand.pavilion} == {
        edition.pk
    }
    here = Facility.objects.filter(hall__edition=edition)
    assert here.count() == Facility.objects.filter(hall__edition=last).count() > 0
    assert edition.sessions.count() == last.sessions.count() > 0
    halls = edition.sessions.exclude(hall=None).values_list("hall__edition", flat=True)
    assert {*halls} == {edition.pk}
    at_stand = edition.sessions.get(stand__isnull=False).stand
    assert (at_stand.code, at_stand.hall.edition_id) == (codes(last)[1], edition.pk)
    packages = edition.packages.values_list("code", "on_sale")
    assert {*packages} == {("small-2027", False), ("large-2027", False)}
    invited = edition.participations.values_list("exhibitor__slug", "state", "package")
    assert {*invited} == {("kiwi", "to_invite", None), ("nordic", "to_invite", None)}
    assert ProgrammePage.objects.child_of(edition).filter(live=False).count() == 1


def test_not_a_row_of_the_old_edition_changes(last, user):
    plan = plan_from(last)
    before = everything()
    make(plan, user=user)
    after = everything()
    changed = {key for key in before if after.get(key) != before[key]}
    # the plan itself, and the home pages, which have one page more below them
    pks = HomePage.objects.values_list("pk", flat=True)
    homes = {(label, pk) for label in ("wagtailcore.Page", "expo.HomePage") for pk in pks}
    assert changed == homes | {("expo.NextEdition", plan.pk)}
    for key in homes:
        assert after[key] == before[key] | {"numchild": before[key]["numchild"] + 1}


def test_nobody_has_a_stand_yet_and_blocked_ones_stay_so_or_stay_out(last, user):
    Stand.objects.filter(hall__edition=last, code=codes(last)[1]).update(state="allotted")
    kept = make(plan_from(last), user=user)
    assert {*stands_of(kept).values_list("state", flat=True)} == {"available", "blocked"}
    assert stands_of(kept).get(state="blocked").code == codes(last)[0]
    left = make(plan_from(last, slug="2027-2", blocked="leave"), user=user)
    assert codes(left) == codes(last)[1:]
    assert {*stands_of(left).values_list("state", flat=True)} == {"available"}


def test_sessions_keep_their_place_after_the_first_day_or_their_weekday(last, user):
    old = last.sessions.order_by("pk").first()
    starts_on = last.starts_on + 362 * DAY
    days = {"starts_on": starts_on, "ends_on": starts_on + 6 * DAY}
    edition = make(plan_from(last, **days), user=user)
    new = edition.sessions.order_by("pk").first()
    assert new.starts_at - old.starts_at == new.ends_at - old.ends_at == 362 * DAY
    assert (new.title_zh, new.summary_zh, new.room_zh) == ("待定", "", old.room_zh)
    plan = plan_from(last, slug="2027-2", titles="titles", weekdays="weekday", **days)
    same = make(plan, user=user).sessions.order_by("pk").first()
    assert same.starts_at - old.starts_at == 364 * DAY
    assert (same.title_zh, same.title_en) == (old.title_zh, old.title_en)
    assert not same.speakers.exists()
    assert (same.live_url, same.replay_url) == ("", "")


def test_a_reason_for_an_exception_speaks_of_the_copies(last, user):
    one, other = last.sessions.order_by("pk")[:2]
    one.overridden, one.override_reason = [other.pk], "同一场地，前后衔接"
    one.save()
    new, near = make(plan_from(last), user=user).sessions.order_by("pk")[:2]
    assert (new.overridden, new.override_reason) == ([near.pk], "同一场地，前后衔接")


def test_both_languages_are_drafts_paired_and_known_to_translators(last, user):
    edition = make(plan_from(last), user=user)
    english = edition.get_translations().get().specific
    assert (english.title, english.slug, english.live) == ("11th edition", "2027", False)
    assert english.starts_on == edition.starts_on
    assert raw(english.body) == raw(last.get_translations().get().specific.body)
    assert not edition.facts
    programme = ProgrammePage.objects.child_of(edition).get()
    assert programme.get_translations().get().get_parent().pk == english.pk
    assert Translation.objects.filter(source__object_id=edition.translation_key).count() == 1
    # published from what the translators know: nothing they wrote is lost
    edition.save_revision().publish()
    published = publish_english(edition, {})
    old = last.get_translations().get().specific
    assert (published.title, published.theme) == ("11th edition", old.theme)
    assert raw(published.body) == raw(old.body)


def test_a_lock_on_the_old_pages_does_not_lock_the_new_ones(last, user):
    pages = [last, *last.get_children().exact_type(ProgrammePage)]
    for page in pages:
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user, expired=True)
    edition = make(plan_from(EditionPage.objects.get(pk=last.pk)), user=user)
    for page in (edition, ProgrammePage.objects.child_of(edition).get()):
        assert (page.locked, page.locked_by, page.expired) == (False, None, False)


def test_what_is_not_chosen_stays_behind(last, user):
    edition = make(plan_from(last, take=("pavilions",)), user=user)
    assert [edition.halls.count(), edition.pavilions.count()] == [0, last.pavilions.count()]
    assert not edition.sessions.exists()
    assert not edition.packages.exists()
    assert not edition.body
    assert edition.get_children().count() == 0


def test_a_second_call_makes_no_second_edition(last, user):
    plan = plan_from(last)
    first = make(plan, user=user)
    assert make(plan, user=user) == first
    assert EditionPage.objects.filter(slug="2027", locale=first.locale).count() == 1
    entry = PageLogEntry.objects.get(page=first.pk, action="expo.edition_opened")
    assert entry.user == user
    assert entry.data["counts"]["halls"] == 2


def test_an_address_taken_meanwhile_stops_it_whole(last, user):
    make(plan_from(last), user=user)
    before = everything()
    with pytest.raises(NotPossibleError):
        make(plan_from(last), user=user)
    new = {key[0] for key in everything().keys() - before.keys()}
    assert new == {"expo.NextEdition"}


def raw(stream):
    return [(block["type"], block["value"]) for block in stream.get_prep_value()]


def stands_of(edition):
    return Stand.objects.filter(hall__edition=edition)


def codes(edition):
    return list(stands_of(edition).order_by("code", "pk").values_list("code", flat=True))
