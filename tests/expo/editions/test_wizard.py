"""An organizer opens the next edition in four steps."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import User
from expo.admin.next_edition import views
from expo.editions.models import NextEdition
from expo.editions.next_edition import make
from expo.editions.programme import remarks
from expo.models import EditionPage, HomePage, Stand
from tests.expo.editions.plans import plan_from
from tests.expo.test_admin_in_chinese import ENGLISH, Texts

BEGIN = reverse("next_edition")
DAYS = {
    "title_zh": "2027 E博会",
    "title_en": "E-Expo 2027",
    "starts_on": "2027-11-19",
    "ends_on": "2027-11-25",
    "slug": "2027",
}
# what an editor or a translator wrote, in whatever language
WRITTEN = {"E-Expo", "E-Expo 2027", "Programme"}


def at(name, plan):
    return reverse(f"next_edition_{name}", args=[plan.pk])


def test_four_steps_lead_from_the_last_edition_to_the_next(site, organizer):
    form = organizer.get(BEGIN).context["form"]
    assert form.initial["source"] == site.pk
    assert (form.initial["title_zh"], form.initial["title_en"]) == ("2027 E博会", "E-Expo 2027")
    assert form.initial["starts_on"] == site.starts_on + timedelta(weeks=52)
    response = organizer.post(BEGIN, DAYS | {"source": site.pk})
    plan = NextEdition.objects.get()
    assert response.url == at("carry_over", plan)
    page = organizer.get(response.url).content.decode()
    assert all(
        label in page for label in ("展馆", "展位", "主题馆", "日程框架", "套餐", "拟邀展商")
    )
    taken = {"kinds": ["halls", "pavilions", "stands", "pages"], "blocked": "keep"}
    assert organizer.post(response.url, taken).url == at("check", plan)
    sheet = organizer.get(at("check", plan)).content.decode()
    stands = Stand.objects.filter(hall__edition=site).count()
    assert f"<b>{stands}</b>" in sheet
    assert sheet.count('d="M') == stands  # each is drawn
    assert "2027-11-19" in sheet
    assert not EditionPage.objects.filter(slug="2027").exists()
    assert organizer.post(at("check", plan)).url == at("made", plan)
    edition = EditionPage.objects.get(slug="2027", locale=site.locale)
    assert Stand.objects.filter(hall__edition=edition).count() == stands
    assert not edition.sessions.exists()
    made = organizer.get(at("made", plan)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[edition.pk]) in made
    # sent again, or by way of the browser's back button
    assert {organizer.get(at(step, plan)).url for step in ("days", "carry_over", "check")} == {
        at("made", plan)
    }
    assert organizer.post(at("check", plan)).url == at("made", plan)
    assert EditionPage.objects.filter(slug="2027").count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": "2026"}, "slug"),
        ({"slug": "goods"}, "slug"),
        ({"slug": "E-Expo"}, "slug"),
        ({"slug": "第十一届"}, "slug"),
        ({"ends_on": "2027-11-18"}, "ends_on"),
        ({"ends_on": "2028-11-18"}, "ends_on"),
        ({"title_en": ""}, "title_en"),
    ],
)
def test_what_can_not_be_is_said_at_its_field(site, organizer, wrong, field):
    response = organizer.post(BEGIN, DAYS | {"source": site.pk} | wrong)
    assert list(response.context["form"].errors) == [field]
    assert not NextEdition.objects.exists()


def test_stands_need_halls(site, organizer):
    plan = plan_from(site)
    page = organizer.post(at("carry_over", plan), {"kinds": ["stands"]}).content.decode()
    assert "沿用“展位”须同时沿用“展馆”。" in page


def test_what_was_begun_is_kept_for_a_month(site, organizer):
    plan = plan_from(site)
    assert at("days", plan) in organizer.get(BEGIN).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        organizer.force_login(organizer.user)
        assert at("days", plan) not in organizer.get(BEGIN).content.decode()
        organizer.post(BEGIN, DAYS | {"source": site.pk})
    assert not NextEdition.objects.filter(pk=plan.pk).exists()


def test_the_sheet_says_what_to_look_at(site, organizer):
    """A shorter edition: some sessions fall behind its last day."""
    starts_on = site.starts_on + timedelta(weeks=52)
    site.sessions.exclude(pk=site.sessions.first().pk).delete()
    session = site.sessions.get()
    session.starts_at += timedelta(days=20)
    session.ends_at += timedelta(days=20)
    session.save()
    Stand.objects.update(state="available")
    Stand.objects.filter(pk=Stand.objects.first().pk).update(state="blocked")
    plan = plan_from(site, starts_on=starts_on, ends_on=starts_on, blocked="leave")
    page = organizer.get(at("check", plan)).content.decode()
    assert "1 场不在展期之内。" in page
    assert "不沿用停用的 1 个。" in page
    assert f"<b>{Stand.objects.filter(hall__edition=site).count() - 1}</b>" in page
    assert "晚 52 周，星期对齐" in page
    drawn = page.count('<path class="" d="M'), page.count('<path class="is-left" d="M')
    assert drawn == (Stand.objects.filter(hall__edition=site).count() - 1, 1)


def test_the_edition_s_days_are_beijing_s_whatever_hours_an_organizer_reads(site):
    """Seven in the morning of the first day is the day before in Greenwich."""
    site.sessions.all().delete()
    morning = timezone.make_aware(datetime.combine(site.starts_on, time(7)))
    hours = {"starts_at": morning, "ends_at": morning + timedelta(hours=1)}
    site.sessions.create(title_zh="早场", room_zh="一", track="rules", **hours)
    a_year = timedelta(weeks=52)
    plan = plan_from(site, starts_on=site.starts_on + a_year, ends_on=site.ends_on + a_year)
    with timezone.override("UTC"):
        assert remarks(plan) == []


def test_an_address_taken_meanwhile_leads_back_to_it(site, organizer):
    one, other = plan_from(site), plan_from(site)
    organizer.post(at("check", one))
    response = organizer.post(at("check", other), follow=True)
    assert response.redirect_chain[0][0] == at("days", other)
    assert "该网址刚被其他页面使用" in response.content.decode()


@pytest.mark.parametrize(
    ("step", "form", "data"),
    [
        ("days", "DaysForm", DAYS | {"slug": "2028"}),
        ("carry_over", "CarryOverForm", {"kinds": ["halls"]}),
    ],
)
def test_a_form_sent_late_does_not_unmake_what_a_colleague_makes(
    site, organizer, monkeypatch, step, form, data
):
    plan, form = plan_from(site), getattr(views, form)
    is_valid = form.is_valid

    def made_meanwhile(self):
        make(plan, user=None)
        return is_valid(self)

    monkeypatch.setattr(form, "is_valid", made_meanwhile)
    organizer.post(at(step, plan), {"source": site.pk, **data})
    assert plan_made(plan) == EditionPage.objects.get(slug="2027", locale=site.locale).pk
    assert plan.counts["halls"] == site.halls.count()


def test_what_still_names_the_old_edition_is_counted(site, organizer):
    site.theme = "2026 年的主题"
    site.save()
    plan = plan_from(site)
    organizer.post(at("check", plan))
    pages = dict(organizer.get(at("made", plan)).context["pages"])
    counted = {page.draft_title: places for page, places in pages.items()}
    assert counted["第十一届"] >= 1


@pytest.mark.parametrize("group", ["Reviewers", "Clearance clerks"])
def test_others_in_the_admin_may_not(site, group):
    plan = plan_from(site)
    client = Client()
    user = User.objects.create_user("other@example.com")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for url in (BEGIN, at("days", plan), at("carry_over", plan), at("check", plan)):
        assert client.get(url).status_code == 302
        assert client.post(url, DAYS).status_code == 302
    assert client.get(reverse("home_edition", args=[site.pk])).status_code == 302
    assert client.get(reverse("home_preview", args=[site.pk, "zh"])).status_code == 302
    assert not EditionPage.objects.filter(slug="2027").exists()


def test_buttons_lead_there_from_the_listing_and_the_page(site, organizer):
    link = f"{BEGIN}?source={site.pk}"
    home = HomePage.objects.get(locale=site.locale)
    for url in (
        reverse("wagtailadmin_explore", args=[home.pk]),
        reverse("wagtailadmin_pages:edit", args=[site.pk]),
    ):
        page = organizer.get(url).content.decode()
        assert link in page
        assert reverse("home_edition", args=[site.pk]) in page


def test_no_step_is_left_in_english(site, organizer):
    plan = plan_from(site, starts_on=date(2027, 11, 20), ends_on=date(2027, 11, 26))
    urls = [BEGIN, at("days", plan), at("carry_over", plan), at("check", plan)]
    urls += [reverse("home_edition", args=[site.pk])]
    said = {text for url in urls for text in Texts(organizer.get(url).content.decode()).said}
    organizer.post(at("check", plan))
    said |= {*Texts(organizer.get(at("made", plan)).content.decode()).said}
    said |= {
        *Texts(organizer.get(reverse("home_edition", args=[plan_made(plan)])).content.decode()).said
    }
    left = {text for text in said if ENGLISH.fullmatch(text)} - WRITTEN
    assert left - {"English", "Wagtail", "JavaScript"} == set()


def plan_made(plan):
    plan.refresh_from_db()
    return plan.made_id


def test_more_stands_and_sessions_cost_no_more_queries(site, organizer):
    def queries(plan):
        with CaptureQueriesContext(connection) as captured:
            assert organizer.post(at("check", plan)).status_code == 302
        return len(captured)

    few = queries(plan_from(site))
    hall = site.halls.first()
    shape = [[0, 0], [1, 0], [1, 1], [0, 1]]
    Stand.objects.bulk_create(Stand(hall=hall, code=f"Z-{n:03}", shape=shape) for n in range(120))
    assert queries(plan_from(site, slug="2028")) <= few
