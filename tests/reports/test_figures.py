from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group

from catalog.models import Zone
from centers.models import DisplayCenter
from exhibitors.models import Exhibitor
from expo.groups import OFFICE
from expo.models import User
from orders.models import Buyer, Order, OrderGroup
from reports.figures import Measures, Row, figures
from tests.factories import make_variant_for_export
from tests.orders.factories import make_export

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")


def beijing(day, hour=12, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=BEIJING)


@pytest.fixture
def zone():
    return Zone.objects.create(
        code="hn", name_zh="河南保税", kind="bonded_center", customs_district="4611"
    )


@pytest.fixture
def airport():
    return DisplayCenter.objects.create(
        slug="airport", code="A", kind="airport", name_zh="机场", address_zh="T2"
    )


@pytest.fixture
def sold(zone):
    exhibitor = Exhibitor.objects.create(slug="kiwi", name_zh="几维", country="NZ")
    buyer = Buyer.objects.create(
        name="测试", id_number="x", id_hash="h", id_masked="110***", mobile="1"
    )

    def sell(value, paid_at, released_at=None, mode="1210", center=None):
        group = OrderGroup.objects.create(
            client_token=f"{Order.objects.count()}", total=value, pay_by=beijing(1)
        )
        return Order.objects.create(
            group=group, buyer=buyer, exhibitor=exhibitor, zone=zone, mode=mode, center=center,
            consignee="测试", consignee_mobile="1", district_code="410100", address="郑州",
            goods_value=value, tax_total=round(value * Decimal("0.091"), 2), dutiable_value=value,
            actual_paid=value, paid_at=paid_at, released_at=released_at,
        )  # fmt: skip

    return sell


def test_an_order_counts_on_the_beijing_day_it_was_paid(sold, zone):
    sold(Decimal(100), beijing(3, 0, 5))  # still the 2nd in UTC
    sold(Decimal(50), beijing(2, 23, 59))
    found = figures(date(2026, 11, 3), date(2026, 11, 3))
    assert found.rows == (
        Row(
            (date(2026, 11, 3), "1210", zone.pk, None),
            Measures(1, Decimal("100.00"), Decimal("9.10"), 0),
        ),
    )


def test_a_list_counts_on_the_day_it_was_released(sold):
    sold(Decimal(100), beijing(2), released_at=beijing(3))
    found = figures(date(2026, 11, 1), date(2026, 11, 5), by=("day",))
    assert [(row.key, row.measures.orders, row.measures.released) for row in found.rows] == [
        ((date(2026, 11, 3),), 0, 1),
        ((date(2026, 11, 2),), 1, 0),
    ]


def test_unpaid_orders_are_no_turnover(sold):
    sold(Decimal(100), None)
    assert figures(date(2026, 1, 1), date(2026, 12, 31)).rows == ()


def test_the_total_is_the_sum_of_any_cut(sold, airport):
    for day, mode, center in [(2, "1210", None), (2, "9610", airport), (3, "1210", airport)]:
        sold(Decimal("33.33"), beijing(day), beijing(day), mode, center)
    totals = {
        figures(date(2026, 11, 1), date(2026, 11, 9), by=by).total
        for by in [("day",), ("mode",), ("zone", "center"), ("day", "mode", "zone", "center")]
    }
    assert totals == {Measures(3, Decimal("99.99"), Decimal("9.09"), 3)}


@pytest.fixture
def officer(client):
    user = User.objects.create_user("office@expo.test", "x")
    user.groups.add(Group.objects.get_or_create(name=OFFICE)[0])
    client.force_login(user)
    return user


def test_the_office_reads_a_table_and_takes_it_along(client, officer, sold, airport):
    sold(Decimal("1234.50"), beijing(3), beijing(3), center=airport)
    days = {"since": "2026-11-01", "until": "2026-11-09"}
    page = client.get("/office/", days)
    assert "1,234.50" in page.content.decode()
    lines = client.get("/office/", {**days, "format": "csv", "by": ["day", "center"]})
    rows = lines.content.decode("utf-8-sig").splitlines()
    assert rows[1:] == ["2026-11-03,机场,1,1234.50,112.34,1", rows[2]]
    assert rows[2].endswith(",,1,1234.50,112.34,1")


def test_impossible_days_are_explained(client, officer):
    page = client.get("/office/", {"since": "2026-11-09", "until": "2026-11-01"})
    assert page.status_code == 400
    assert client.get("/office/", {"since": "soon"}).status_code == 400


def test_figures_are_for_the_office_only(client):
    assert client.get("/office/").status_code == 302
    client.force_login(User.objects.create_user("consumer@expo.test", "x"))
    assert client.get("/office/").status_code == 403


def test_what_goes_out_is_counted_by_itself():
    order = make_export(make_variant_for_export(), quantity=2, paid=True)
    day = order.paid_at.astimezone(BEIJING).date()
    assert figures(day, day, ("mode",)).total == Measures()
    out = figures(day, day, ("mode",), direction="export")
    assert out.total == Measures(1, Decimal("160.00"), Decimal("0.00"), 0)
