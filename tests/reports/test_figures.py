from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalog.models import Zone
from centers.models import DisplayCenter
from clearance.models import Declaration, TaxBill
from core.groups import OFFICE
from core.models import User
from exhibitors.models import Exhibitor
from orders.models import Buyer, Order, OrderGroup, PaymentAttempt, Refund, Return
from reports import tables
from reports.figures import FigureRow, Measures, figures
from tests.factories import make_variant_for_export
from tests.html import folded
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
    result = figures(date(2026, 11, 3), date(2026, 11, 3))
    assert result.rows == (
        FigureRow(
            (date(2026, 11, 3), "1210", zone.pk, None),
            Measures(1, Decimal("100.00"), Decimal("9.10"), 0),
        ),
    )


# R-STAT-3
def test_a_list_counts_on_the_day_it_was_released(sold):
    sold(Decimal(100), beijing(2), released_at=beijing(3))
    result = figures(date(2026, 11, 1), date(2026, 11, 5), by=("day",))
    assert [(row.key, row.measures.orders, row.measures.released) for row in result.rows] == [
        ((date(2026, 11, 3),), 0, 1),
        ((date(2026, 11, 2),), 1, 0),
    ]


def test_unpaid_orders_are_no_turnover(sold):
    sold(Decimal(100), None)
    assert figures(date(2026, 1, 1), date(2026, 12, 31)).rows == ()


# R-STAT-4, 5
def test_the_total_is_the_sum_of_any_cut(sold, airport):
    for day, mode, center in [(2, "1210", None), (2, "9610", airport), (3, "1210", airport)]:
        sold(Decimal("33.33"), beijing(day), beijing(day), mode, center)
    totals = {
        figures(date(2026, 11, 1), date(2026, 11, 9), by=by).total
        for by in [("day",), ("mode",), ("zone", "center"), ("day", "mode", "zone", "center")]
    }
    assert totals == {Measures(3, Decimal("99.99"), Decimal("9.09"), 3)}


def bill(order, total, number="T1", state="1"):
    """Customs' tax bill for an order's list: a receipt has been read."""
    declared, _new = Declaration.objects.get_or_create(
        order=order, kind="621", cop_no=order.number[:30]
    )
    total = Decimal(total)
    return TaxBill.objects.create(
        tax_no=number, declaration=declared, state=state, duty=0, consumption_tax=0, vat=total,
        estimate=order.tax_total, difference=total - order.tax_total,
    )  # fmt: skip


def give_back(order, amount, done_at):
    attempt = PaymentAttempt.objects.create(
        group=order.group, number=1, provider="manual", amount=order.actual_paid
    )
    state = "done" if done_at else "waiting"
    return Refund.objects.create(
        order=order, attempt=attempt, amount=amount, reason="x", state=state, done_at=done_at
    )


def test_what_customs_bills_stands_beside_what_buyers_were_charged(sold):
    """R-TAX-15: on the day of release; void bills and lists not released yet are left out."""
    under, over, waiting = (sold(Decimal(100), beijing(2), at) for at in [beijing(3)] * 2 + [None])
    bill(under, "9.00400")
    bill(over, "11.20000", "T2")
    bill(over, "50.00000", "T3", state="3")
    bill(waiting, "9.10000", "T4")
    result = figures(date(2026, 11, 1), date(2026, 11, 5), by=("day",))
    billed = [
        (row.key, row.measures.tax, row.measures.tax_billed, row.measures.tax_difference)
        for row in result.rows
    ]
    assert billed == [
        ((date(2026, 11, 3),), Decimal(0), Decimal("20.20"), Decimal("2.00")),
        ((date(2026, 11, 2),), Decimal("27.30"), Decimal(0), Decimal(0)),
    ]


def test_what_came_back_is_counted_on_its_own_day_and_taken_off_nothing(sold):
    refunded, cancelled, sent_back = (sold(Decimal(100), beijing(2)) for _ in range(3))
    never_paid = sold(Decimal(100), None)
    give_back(refunded, Decimal("30.00"), beijing(4, 0, 5))
    give_back(sent_back, Decimal("99.00"), None)  # still on its way
    Order.objects.filter(pk__in=[cancelled.pk, never_paid.pk]).update(cancelled_at=beijing(4))
    Return.objects.create(
        number="RT1", order=sent_back, reason="faulty", arrived_on=date(2026, 11, 5)
    )
    Return.objects.create(number="RT2", order=sent_back, reason="faulty")  # still with the carrier
    result = figures(date(2026, 11, 1), date(2026, 11, 5), by=("day", "mode"))
    assert result.rows == (
        FigureRow((date(2026, 11, 5), "1210"), Measures(returned=1)),
        FigureRow((date(2026, 11, 4), "1210"), Measures(cancelled=1, refunded=Decimal("30.00"))),
        FigureRow((date(2026, 11, 2), "1210"), Measures(3, Decimal("300.00"), Decimal("27.30"))),
    )


def test_more_days_and_modes_are_no_more_queries(client, officer, sold):
    def query_count():
        with CaptureQueriesContext(connection) as queries:
            client.get("/office/", {"since": "2026-11-01", "until": "2026-11-09"})
        return len(queries)

    first = sold(Decimal(100), beijing(2), beijing(2))
    bill(first, "9.10000")
    query_count()  # caches are filled
    before = query_count()
    for n in range(3, 9):
        order = sold(Decimal(100), beijing(n), beijing(n), mode="9610" if n % 2 else "1210")
        bill(order, "9.00000", f"T{n}")
        give_back(order, Decimal(5), beijing(n))
    assert query_count() == before


# R-STAT-1, 2
def test_every_figure_is_explained_with_its_basis(client, officer):
    page = folded(client.get("/en/office/").content.decode())
    with translation.override("en"):
        assert all(
            f"{measure.meaning}<span" in page.replace("&#x27;", "'")
            for measure in tables.MEASURES.values()
        )


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
    figures = "1,1234.50,112.34,1,0.00,0.00,0,0.00,0"
    assert rows[1:] == [f"2026-11-03,机场,{figures}", f"合计,,{figures}"]


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
