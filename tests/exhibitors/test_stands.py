"""An organizer allots stands and opens booths on the participation's form in the admin."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from core import groups
from evidence.models import Entry
from exhibitors.actions.participations import settle
from exhibitors.errors import NotAllowedError
from exhibitors.models import Participation
from expo.models import Hall, Stand
from tests.exhibitors.factories import make_edition, make_exhibitor, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]


@pytest.fixture
def organizer(client):
    user = make_user("organizer@expo.test")
    user.groups.add(Group.objects.get(name=groups.ORGANIZERS))
    client.force_login(user)
    return client


@pytest.fixture
def place():
    edition = make_edition()
    return Participation.objects.create(
        exhibitor=make_exhibitor("kiwi"), edition=edition, state=Participation.State.ACCEPTED
    )


def stand(code):
    return Stand.objects.get(code=code)


def save(organizer, place, *stands, state="accepted", reason=""):
    url = reverse("wagtailsnippets_exhibitors_participation:edit", args=[place.pk])
    fields = {"exhibitor": place.exhibitor_id, "edition": place.edition_id, "state": state}
    fields |= {"package": "", "stands": [each.pk for each in stands], "sharing_reason": reason}
    return organizer.post(url, fields)


def history(organizer, model, pk):
    app = "exhibitors" if model == "participation" else "expo"
    url = reverse(f"wagtailsnippets_{app}_{model}:history", args=[pk])
    return organizer.get(url).content.decode()


def states():
    return dict(Stand.objects.order_by("code").values_list("code", "state"))


def test_stands_are_allotted_and_freed(organizer, place):
    assert save(organizer, place, stand("A-01"), stand("A-02")).status_code == 302
    assert [each.code for each in place.stands()] == ["A-01", "A-02"]
    assert place.booth().live is False
    assert save(organizer, place, stand("A-02")).status_code == 302
    assert states() == {
        "A-01": "available",
        "A-02": "allotted",
        "B-01": "available",
        "B-02": "available",
    }
    assert (
        list(Entry.objects.values_list("subject", "kind"))
        == [(f"participation {place.pk}", "settled")] * 2
    )


def test_a_shared_stand_stays_allotted_for_the_other(organizer, place):
    other = Participation.objects.create(
        exhibitor=make_exhibitor("nordic"), edition=place.edition, state="accepted"
    )
    save(organizer, place, stand("A-01"))
    save(organizer, other, stand("A-01"), reason="两家合租")
    save(organizer, other)
    assert states()["A-01"] == "allotted"
    assert [each.code for each in place.stands()] == ["A-01"]


def test_a_stand_that_is_taken_is_given_again_only_for_a_reason_that_is_kept(organizer, place):
    other = Participation.objects.create(
        exhibitor=make_exhibitor("nordic"), edition=place.edition, state="accepted"
    )
    save(organizer, place, stand("A-01"))
    for reason in ("", "  "):
        refused = save(organizer, other, stand("A-01"), stand("B-01"), reason=reason)
        assert "展位 A-01 已分配给 kiwi 展商。" in refused.content.decode()
        assert (other.stands(), states()["B-01"]) == ([], "available")

    saved = save(organizer, other, stand("A-01"), stand("B-01"), reason="两家合租")
    assert saved.status_code == 302
    kept = dict(other.allocations.values_list("stand__code", "sharing_reason"))
    assert kept == {"A-01": "两家合租", "B-01": ""}
    told = history(organizer, "participation", other.pk)
    assert "展位 A-01 已分配给 kiwi 展商。" in told
    assert "例外原因：两家合租" in told
    payload = json.loads(Entry.objects.latest("sequence").payload)
    assert (payload["shared"], payload["reason"]) == (["A-01"], "两家合租")
    # it has the stand already: nothing is asked again
    assert save(organizer, other, stand("A-01")).status_code == 302


def test_a_stand_marked_as_allotted_by_hand_is_not_given_away_unseen(place):
    Stand.objects.filter(code="A-01").update(state=Stand.State.ALLOTTED)
    with pytest.raises(NotAllowedError, match="A-01"):
        settle(place, stands=[stand("A-01")], user=None)


def test_only_the_accepted_are_given_a_stand(organizer, place):
    page = save(organizer, place, stand("A-01"), state="declined")
    assert "只有已接受的展商可以分配展位" in page.content.decode()
    assert states()["A-01"] == "available"


def test_blocked_stands_and_those_of_another_edition_are_not_allotted(place):
    Stand.objects.filter(code="A-01").update(state=Stand.State.BLOCKED)
    blocked = stand("A-01")
    hall = Hall.objects.create(
        edition=make_edition("2025"), slug="old", name_zh="旧馆", width=9, depth=9
    )
    old = Stand.objects.create(hall=hall, code="Z-9", shape=[[0, 0], [3, 0], [3, 3], [0, 3]])
    for wrong in (blocked, old):
        with pytest.raises(NotAllowedError):
            settle(place, stands=[wrong], user=None)
    assert place.stands() == []


def test_a_stand_blocked_after_it_was_allotted_keeps_both(organizer, place):
    save(organizer, place, stand("A-01"), stand("A-02"))
    Stand.objects.filter(code="A-01").update(state=Stand.State.BLOCKED)
    url = reverse("wagtailsnippets_exhibitors_participation:edit", args=[place.pk])
    form = organizer.get(url).context["form"]
    assert [each.code for each in form.fields["stands"].queryset] == [
        "A-01",
        "A-02",
        "B-01",
        "B-02",
    ]
    assert save(organizer, place, stand("A-01"), stand("B-01")).status_code == 302
    assert [each.code for each in place.stands()] == ["A-01", "B-01"]
    assert states() == {
        "A-01": "blocked",
        "A-02": "available",
        "B-01": "allotted",
        "B-02": "available",
    }


def test_a_blocked_stand_that_is_given_up_stays_blocked_and_is_offered_to_nobody(organizer, place):
    save(organizer, place, stand("A-01"))
    Stand.objects.filter(code="A-01").update(state=Stand.State.BLOCKED)
    assert save(organizer, place).status_code == 302
    assert (place.stands(), states()["A-01"]) == ([], "blocked")
    page = save(organizer, place, stand("A-01"))
    assert page.status_code == 200
    assert place.stands() == []
