"""An organizer puts two things in one place: refused, or saved for a reason that is kept."""

import pytest
from django.urls import reverse

from expo.editions.next_edition import make
from expo.models import Hall, Session, Speaker, Stand
from tests.expo.editions.plans import plan_from

RULES = {"track": "rules", "room_en": "", "title_en": "", "summary_zh": "", "summary_en": ""}


def add(client, model, **data):
    return client.post(reverse(f"wagtailsnippets_expo_{model}:add"), data)


def edit(client, row, **data):
    model = row._meta.model_name
    return client.post(reverse(f"wagtailsnippets_expo_{model}:edit", args=[row.pk]), data)


def history(client, row):
    url = reverse(f"wagtailsnippets_expo_{row._meta.model_name}:history", args=[row.pk])
    return client.get(url).content.decode()


@pytest.fixture
def hall(site):
    names = {"name_zh": "三号馆", "name_en": "Hall 3", "slug": "hall-3"}
    return Hall.objects.create(edition=site, width=30, depth=20, **names)


def stand(hall, code, x, **fields):
    measures = {"x": x, "y": 0, "width": 6, "depth": 3}
    return {"hall": hall.pk, "code": code, "state": "available"} | measures | fields


def session(site, title, starts, ends, **fields):
    times = {"starts_at": f"2031-11-20 {starts}", "ends_at": f"2031-11-20 {ends}"}
    names = {"title_zh": title, "room_zh": "论坛厅"}
    return {"edition": site.pk} | RULES | names | times | fields


def test_overlapping_stands_need_a_reason_that_is_kept(organizer, hall):
    assert add(organizer, "stand", **stand(hall, "G-01", 0)).status_code == 302
    assert add(organizer, "stand", **stand(hall, "G-02", 6)).status_code == 302  # wall to wall
    page = add(organizer, "stand", **stand(hall, "G-03", 3)).content.decode()
    assert "与展位 G-01 重叠。" in page
    assert "与展位 G-02 重叠。" in page
    assert not Stand.objects.filter(code="G-03").exists()

    reason = {"override_reason": "吊顶展位"}
    assert add(organizer, "stand", **stand(hall, "G-03", 3, **reason)).status_code == 302
    third = Stand.objects.get(code="G-03")
    assert third.override_reason == "吊顶展位"
    told = history(organizer, third)
    assert "与展位 G-01 重叠。" in told
    assert "例外原因：吊顶展位" in told


def test_a_reason_covers_only_what_it_was_given_for(organizer, hall):
    reason = {"override_reason": "吊顶展位"}
    add(organizer, "stand", **stand(hall, "G-01", 0))
    add(organizer, "stand", **stand(hall, "G-03", 3, **reason))
    first, third = (Stand.objects.get(code=code) for code in ("G-01", "G-03"))
    assert edit(organizer, first, **stand(hall, "G-01", 0, state="held")).status_code == 302
    assert edit(organizer, third, **stand(hall, "G-03", 3, **reason)).status_code == 302

    add(organizer, "stand", **stand(hall, "G-09", 20))
    moved = edit(organizer, third, **stand(hall, "G-03", 19, **reason))
    assert "与展位 G-09 重叠。" in moved.content.decode()
    assert edit(organizer, third, **stand(hall, "G-03", 12, **reason)).status_code == 302
    third.refresh_from_db()
    assert (third.override_reason, third.overridden) == ("", [])


def test_a_reason_ends_with_its_conflict_on_both_sides(organizer, site):
    reason = {"override_reason": "同场分享"}
    add(organizer, "session", **session(site, "一", "10:00", "11:00"))
    add(organizer, "session", **session(site, "二", "10:30", "11:30", **reason))
    first, second = (Session.objects.get(title_zh=title) for title in "一二")
    edit(organizer, first, **session(site, "一", "10:00", "11:00"))  # covered by the other's
    edit(organizer, second, **session(site, "二", "12:00", "13:00", **reason))
    again = edit(organizer, second, **session(site, "二", "10:15", "10:45"))
    assert "论坛厅在 2031-11-20 10:00 至 11:00 已安排“一”。" in again.content.decode()
    first.refresh_from_db()
    assert (first.override_reason, first.overridden) == ("", [])


def test_a_reason_stays_as_long_as_its_conflict(organizer, hall):
    add(organizer, "stand", **stand(hall, "G-01", 0))
    add(organizer, "stand", **stand(hall, "G-02", 3, override_reason="双层展位"))
    second = Stand.objects.get(code="G-02")
    page = edit(organizer, second, **stand(hall, "G-02", 3))
    assert "与展位 G-01 重叠。" in page.content.decode()
    second.refresh_from_db()
    assert second.override_reason == "双层展位"


def test_a_copy_is_a_stand_of_its_own_with_its_own_reason(organizer, hall):
    add(organizer, "stand", **stand(hall, "G-01", 0))
    first = Stand.objects.get(code="G-01")
    url = reverse("wagtailsnippets_expo_stand:copy", args=[first.pk])
    assert (
        f'action="{reverse("wagtailsnippets_expo_stand:add")}"'
        in organizer.get(url).content.decode()
    )
    copy = stand(hall, "G-02", 0, override_reason="双层展位")
    assert organizer.post(url, copy).status_code == 405
    assert add(organizer, "stand", **copy).status_code == 302
    assert list(hall.stands.values_list("code", flat=True)) == ["G-01", "G-02"]
    assert "例外原因：双层展位" in history(organizer, Stand.objects.get(code="G-02"))


def test_what_was_saved_while_a_form_was_checked_is_in_the_way_too(organizer, hall, monkeypatch):
    """Two organizers press at once: the second waits for the place and is judged again."""
    lock, others = Stand.lock_place, []

    def somebody_is_faster(form_stand):
        lock(form_stand)
        if not others:
            shape = [[0, 0], [6, 0], [6, 3], [0, 3]]
            others.append(Stand.objects.create(hall=hall, code="G-01", shape=shape))

    monkeypatch.setattr(Stand, "lock_place", somebody_is_faster)
    page = add(organizer, "stand", **stand(hall, "G-02", 3))
    assert "与展位 G-01 重叠。" in page.content.decode()
    assert list(hall.stands.values_list("code", flat=True)) == ["G-01"]


def test_a_session_that_ends_before_it_begins_is_told_so_in_a_sentence(organizer, site):
    page = add(organizer, "session", **session(site, "品鉴", "15:00", "14:00")).content.decode()
    assert "场次的结束时间须晚于开始时间。" in page
    assert "session_ends_after_start" not in page
    assert not Session.objects.filter(title_zh="品鉴").exists()


def test_a_session_at_a_stand_is_in_the_stand_s_hall(organizer, site, hall):
    own = Stand.objects.create(hall=hall, code="G-01", shape=[[0, 0], [6, 0], [6, 3], [0, 3]])
    other = site.halls.get(slug="hall-1")
    fields = session(site, "品鉴", "10:00", "11:00", stand=own.pk)
    page = add(organizer, "session", **fields, hall=other.pk).content.decode()
    assert "该展位不在场次所在的展馆。" in page
    assert add(organizer, "session", **fields).status_code == 302
    saved = Session.objects.get(title_zh="品鉴")
    assert (saved.stand, saved.hall) == (own, hall)


def test_a_session_is_in_a_hall_of_its_edition_and_a_pavilion_is_its_hall_s(organizer, site, hall):
    newer = make(plan_from(site), user=None)
    theirs = session(newer, "品鉴", "10:00", "11:00", hall=hall.pk)
    assert "该展馆不属于场次所在展届。" in add(organizer, "session", **theirs).content.decode()
    pavilion = newer.pavilions.first()
    theirs = stand(hall, "Z-1", 0, pavilion=pavilion.pk)
    assert "该主题馆不属于展馆所在展届。" in add(organizer, "stand", **theirs).content.decode()
    own = stand(hall, "Z-1", 0, pavilion=site.pavilions.first().pk)
    assert add(organizer, "stand", **own).status_code == 302


def test_a_room_holds_one_session_at_a_time(organizer, site):
    assert add(organizer, "session", **session(site, "一", "10:00", "11:00")).status_code == 302
    for starts, ends in (("10:30", "11:30"), ("09:00", "12:00"), ("10:10", "10:20")):
        page = add(organizer, "session", **session(site, "二", starts, ends))
        assert "论坛厅在 2031-11-20 10:00 至 11:00 已安排“一”。" in page.content.decode()
    for fields in ({"room_zh": "报告厅"}, {"starts_at": "2031-11-20 11:00"}):
        free = session(site, "二", "10:30", "11:30") | fields
        assert add(organizer, "session", **free).status_code == 302
    reason = session(site, "三", "10:30", "10:45", override_reason="同场分享")
    assert add(organizer, "session", **reason).status_code == 302
    third = Session.objects.get(title_zh="三")
    assert third.override_reason == "同场分享"
    assert "例外原因：同场分享" in history(organizer, third)


def test_nobody_speaks_in_two_sessions_at_once(organizer, site):
    speaker = Speaker.objects.create(name_zh="韩立", name_en="Han Li")
    speaks = {"speakers": [speaker.pk]}
    add(organizer, "session", **session(site, "一", "10:00", "11:00", **speaks))
    elsewhere = session(site, "二", "10:30", "11:30", room_zh="直播间", **speaks)
    page = add(organizer, "session", **elsewhere)
    assert "韩立在 2031-11-20 10:00 至 11:00 已安排“一”。" in page.content.decode()
    assert not Session.objects.filter(title_zh="二").exists()
    later = session(site, "二", "11:00", "12:00", room_zh="直播间", **speaks)
    assert add(organizer, "session", **later).status_code == 302
