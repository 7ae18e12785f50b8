"""A new zone is a form: its parties make the documents, and check_zone names what it lacks."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from catalog.models import Zone
from clearance.actions.arrival_list import report_pending_arrivals
from clearance.clerk.route_explanation import explain_route
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.models import Enterprise, Message, ZoneParty
from clearance.sending.forward import forward
from core.models import User
from orders.models import Order
from tests.clearance import fakes
from tests.clearance.customs_receipts import reply
from tests.factories import make_variant_for_sale, make_zone
from tests.orders.factories import make_buyer, make_order, valid_identity
from tools.demo.clearance import seed

pytestmark = pytest.mark.django_db


def named(zone, role, code="4101660007", name="机场监管场所"):
    firm, _ = Enterprise.objects.get_or_create(code=code, defaults={"name": name, "roles": [role]})
    return ZoneParty.objects.create(zone=zone, role=role, enterprise=firm)


def checked(code, capsys):
    """(exit status, what check_zone says)."""
    capsys.readouterr()
    status = 0
    try:
        call_command("check_zone", code, "--json")
    except SystemExit as end:
        status = end.code
    return status, json.loads(capsys.readouterr().out)


def test_a_whole_zone_passes_and_nothing_is_saved(capsys):
    make_zone(modes=("1210", "9610"))
    seed()
    status, report = checked("hn-bonded", capsys)
    assert report["missing"] == []
    assert (status, report["ready"]) == (0, True)
    kinds = [f"CEB{kind}" for kind in ("311", "411", "511", "621", "513", "623", "625")]
    assert report["documents"] == [
        *(f"{kind} 1210" for kind in kinds), *(f"{kind} 9610" for kind in kinds), "CEB711 9610",
    ]  # fmt: skip
    assert (Order.objects.count(), Message.objects.count()) == (0, 0)


def test_a_zone_is_checked_by_the_version_that_documents_are_built_by(settings, capsys):
    zone = make_zone(modes=("1210",))
    seed()
    named(zone, "operator")
    settings.CEB_VERSION = "2018-113"
    assert checked("hn-bonded", capsys)[1]["missing"] == []
    settings.CEB_VERSION = "2030"
    status, report = checked("hn-bonded", capsys)
    assert status
    assert "CEB621Message is not a message of version 2030" in str(report["missing"])


@pytest.mark.parametrize(
    ("field", "value", "lack"),
    [
        ("account_book", "", "account_book"),
        ("customs_district", "9999", "customs_district"),
        ("transport_mode", "#", "transport_mode"),
        ("transport", "pigeon", "transport"),
    ],
)
def test_what_a_zone_lacks_is_named(capsys, field, value, lack):
    zone = make_zone()
    seed()
    Zone.objects.filter(pk=zone.pk).update(**{field: value})
    status, report = checked("hn-bonded", capsys)
    assert status == 1
    assert lack in {one["field"] for one in report["missing"]}


def test_a_party_without_a_name_or_a_role_is_named(capsys):
    make_zone()
    status, report = checked("hn-bonded", capsys)
    assert status == 1
    assert {"payment", "logistics", "agent"} <= {one["field"] for one in report["missing"]}
    assert any(one["document"] == "CEB621 1210" for one in report["missing"])


def test_the_clerk_adds_a_zone_and_its_parties_by_a_form(client, clerk):
    response = client.post(
        "/admin/snippets/clearance/enterprise/add/",
        {"code": "4101660008", "name": "新口岸报关行", "roles": ["agent", "guarantor"],
         "dxp_id": "", "interface": ""},
    )  # fmt: skip
    assert response.status_code == 302
    firm = Enterprise.objects.get()
    assert firm.roles == ["agent", "guarantor"]
    form = {
        "name_zh": "新口岸", "name_en": "New port", "code": "new-port", "kind": "rail",
        "customs_district": "4606", "transport_mode": "3", "area_code": "", "area_name": "",
        "account_book": "", "certificate": "", "transport": "",
        "modes-TOTAL_FORMS": 1, "modes-INITIAL_FORMS": 0,
        "modes-MIN_NUM_FORMS": 0, "modes-MAX_NUM_FORMS": 1000,
        "modes-0-mode": "9610", "modes-0-direction": "import",
        "modes-0-valid_from": "2026-01-01", "modes-0-valid_to": "",
        "modes-0-approval": "示例", "modes-0-ORDER": 1, "modes-0-DELETE": "", "modes-0-id": "",
        "parties-TOTAL_FORMS": 1, "parties-INITIAL_FORMS": 0,
        "parties-MIN_NUM_FORMS": 0, "parties-MAX_NUM_FORMS": 1000,
        "parties-0-role": "agent", "parties-0-enterprise": firm.pk, "parties-0-ORDER": 1,
        "parties-0-DELETE": "", "parties-0-id": "",
    }  # fmt: skip
    response = client.post("/admin/snippets/catalog/zone/add/", form)
    assert response.status_code == 302, response.context["form"].errors
    zone = Zone.objects.get(code="new-port")
    assert zone.parties.get().enterprise == firm
    assert zone.modes.get().valid_from == date(2026, 1, 1)
    for closed in ("/admin/users/", "/admin/snippets/catalog/product/add/"):
        assert client.get(closed).status_code == 302


def test_a_wrong_interface_or_code_is_rejected(client):
    client.force_login(User.objects.create_superuser("root@expo.test", "x"))
    page = client.post(
        "/admin/snippets/clearance/enterprise/add/",
        {"code": "12", "name": "短", "roles": [], "dxp_id": "", "interface": "pigeon"},
    )
    assert set(page.context["form"].errors) == {"code", "interface"}


# R-DOC-1
def test_the_route_of_an_order_is_explained():
    order = make_order(paid=True)
    seed()
    explanation = " ".join(explain_route(Order.objects.get(pk=order.pk)))
    for text in ("4611", "1210", "CEB311", "CEB411", "CEB511", "CEB621", "4101W0A001"):
        assert text in explanation


def test_the_zones_own_firms_stand_in_the_list(partners):
    order = make_order(paid=True)
    named(order.zone, "guarantor", code="4101660011", name="担保公司")
    named(order.zone, "warehouse", code="4101660012", name="仓储公司")
    named(order.zone, "platform", code="4101660013", name="另一平台")
    prepare(order.pk)
    forward()
    for message in order.messages.all():
        reply(message, "2", "120")
    prepare_pending_lists()
    forward()
    kind, request = fakes.requests[-1]
    assert kind == "621"
    assert (request["assure_code"], request["area_code"], request["ebp_code"]) == (
        "4101660011", "4101660012", "4101660013",
    )  # fmt: skip


def flight_order(n, zone):
    variant = make_variant_for_sale(filing={"mode": "9610", "zone": zone})
    buyer = make_buyer(number=valid_identity(f"1101051880{n:02d}01001"))
    return make_order(variant, buyer=buyer, paid=True)


def test_lists_of_a_flight_wait_for_its_arrival(partners):
    zone = make_zone(modes=("9610",))
    named(zone, "operator")
    first, second = flight_order(1, zone), flight_order(2, zone)
    for order in (first, second):
        prepare(order.pk)
    forward()
    Message.objects.filter(order=second, kind="511").update(
        receipt_key="SF2", answer={**fakes.WAYBILL, "logistics_no": "SF2"}
    )
    for order in (first, second):
        for message in order.messages.all():
            reply(message, "2", "120")
    assert prepare_pending_lists() == 0
    assert [report_pending_arrivals(), report_pending_arrivals()] == [1, 0]
    forward()
    kind, request = fakes.requests[-1]
    assert (kind, request["bill_no"], request["lines"]) == (
        "711", "784-1", [{"logistics_no": "SF1"}, {"logistics_no": "SF2"}],
    )  # fmt: skip
    arrival = Message.objects.get(kind="711")
    assert set(arrival.orders.all()) == {first, second}
    reply(arrival, "2", "120")
    assert (prepare_pending_lists(), prepare_pending_lists()) == (2, 0)


def test_a_parcel_whose_flight_nobody_named_holds_up_no_other(partners):
    zone = make_zone(modes=("9610",))
    named(zone, "operator")
    for n, bill in ((5, None), (6, ""), (7, "784-1")):
        order = flight_order(n, zone)
        prepare(order.pk)
        forward()
        waybill = {**fakes.WAYBILL, "bill_no": bill, "logistics_no": f"SF{n}"}
        if bill is None:
            del waybill["bill_no"]
        Message.objects.filter(order=order, kind="511").update(
            receipt_key=f"SF{n}", answer=waybill, state="accepted"
        )
    assert report_pending_arrivals(limit=1) == 1
    assert Message.objects.get(kind="711").details["waybills"] == ["SF7"]


def test_a_later_parcel_of_the_flight_changes_the_arrival(partners):
    zone = make_zone(modes=("9610",))
    named(zone, "operator")
    for n, number in ((3, "SF1"), (4, "SF2")):
        order = flight_order(n, zone)
        prepare(order.pk)
        forward()
        Message.objects.filter(order=order, kind="511").update(
            receipt_key=number, answer={**fakes.WAYBILL, "logistics_no": number}
        )
        for message in order.messages.all():
            reply(message, "2", "120")
        assert report_pending_arrivals() == 1
        forward()
        reply(Message.objects.get(kind="711", superseded_at=None), "2", "120")
    arrival = Message.objects.get(kind="711", superseded_at=None)
    assert (arrival.version, arrival.details["waybills"], arrival.orders.count()) == (
        2, ["SF1", "SF2"], 2,
    )  # fmt: skip
    assert fakes.requests[-1][1]["change"] is True
