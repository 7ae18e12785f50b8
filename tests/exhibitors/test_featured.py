"""Featured goods in the order that a form without script asks for."""

import pytest
from django.http import QueryDict

from exhibitors.desk.featured import MAX_FEATURED, ordered
from exhibitors.models import BoothPage
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member
from tests.factories import make_product

KNOWN = {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("featured=1&featured=2&featured=3", [1, 2, 3]),
        ("featured=1&featured=2&featured=3&position-3=0.5", [3, 1, 2]),
        ("featured=1&featured=2&position-1=9&position-2=2", [2, 1]),
        ("featured=1&featured=2&featured=3&move=up:3", [1, 3, 2]),
        ("featured=1&featured=2&featured=3&move=down:1", [2, 1, 3]),
        ("featured=1&featured=2&move=up:1", [1, 2]),
        ("featured=1&featured=2&move=down:2", [1, 2]),
        ("featured=1&featured=2&drop-1=1", [2]),
        ("featured=1&add=4", [1, 4]),
        ("featured=1&add=1", [1]),
        ("featured=1&featured=1", [1]),
        ("featured=1&featured=99&add=98&move=up:99", [1]),
        ("featured=1&featured=2&position-1=nan&position-2=inf", [1, 2]),
        ("featured=x&featured=²&featured=-1&add=&move=up", []),
    ],
)
def test_the_order_follows_numbers_arrows_and_ticks(query, order):
    assert ordered(QueryDict(query), KNOWN) == order


def test_a_booth_features_no_more_than_twelve():
    data = QueryDict(
        "&".join(f"featured={n}" for n in range(1, MAX_FEATURED + 1)) + f"&add={MAX_FEATURED + 1}"
    )
    assert len(ordered(data, set(range(1, 99)))) == MAX_FEATURED


@pytest.mark.django_db
def test_arrows_save_the_draft_with_whatever_was_typed(client):
    booth = make_booth()
    client.force_login(make_member(booth.exhibitor))
    goods = [make_product(booth.exhibitor) for _ in range(2)]
    others = make_product(make_exhibitor("nordic"))
    page = client.get("/desk/kiwi/booth/")
    form = {
        "title": "长云",
        "slogan_zh": "打到一半的话",
        "seen": page.context["seen"],
        "featured": [good.pk for good in goods],
        "add": others.pk,
        "move": f"up:{goods[1].pk}",
    }
    response = client.post("/desk/kiwi/booth/", form)
    assert response["Location"].endswith("#featured")
    draft = BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object()
    assert draft.slogan_zh == "打到一半的话"
    assert draft.featured_pks() == [goods[1].pk, goods[0].pk]
    assert BoothPage.objects.get(pk=booth.pk).featured_pks() == []
