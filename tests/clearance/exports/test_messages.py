"""Every message of an export's whole life, built from what the deeds have left on file, is valid by
customs' official schemas of both versions."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from lxml import etree

from ceb.fields import VERSIONS
from clearance.actions.declare_return import declare_pending_returns
from clearance.actions.withdraw import withdraw
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.documents.preview import KINDS_OF
from clearance.exports.report_parcels import report_parcels
from clearance.exports.summary import month_groups, summarize
from clearance.exports.tally import tally_pending_returns
from clearance.models import Declaration, Message
from clearance.sending.forward import forward
from orders.actions.cancel import request_withdrawal
from orders.actions.ship import ship
from orders.models import Order
from orders.returns import receive_back, request_return
from tests.clearance.customs_receipts import reply
from tests.factories import make_variant_for_export, make_zone
from tests.orders.factories import make_export
from tools.demo.clearance import seed

pytestmark = [
    pytest.mark.django_db, pytest.mark.xsd, pytest.mark.usefixtures("partners"),
]  # fmt: skip
DOCUMENT_KINDS = ("303", "403", "505")
ONLY_DIRECT = {"701"}  # a month is summed up of direct exports
NEWER = {"213", "215"}  # which the older schema does not know


@pytest.fixture(scope="module")
def official():
    folder = Path(os.environ["CEB_XSD_DIR"])
    return {
        version: etree.XMLSchema(etree.parse(next((folder / version).glob("*出口业务*.xsd"))))
        for version in VERSIONS
    }


def declared_export(variant, number):
    """An export whose list customs has on file."""
    order = make_export(variant, quantity=2, paid=True)
    prepare(order.pk)
    forward(10)
    waybill = order.messages.get(kind="505")
    waybill.answer |= {"logistics_no": f"SF{number}", "traf_name": "CZ1"}
    waybill.receipt_key = f"SF{number}"
    waybill.save()
    for kind in DOCUMENT_KINDS:
        reply(order.messages.get(kind=kind), "2", "120")
    prepare_pending_lists()
    forward(10)
    reply(order.messages.get(kind="603"), "2", "120")
    Declaration.objects.filter(order=order).update(invt_no=f"46112099E{number:09d}")
    order.refresh_from_db()
    return order


def sent_abroad_and_back(order):
    """Come to the site, put under the bill, released, gone, summed up, and partly returned."""
    bill = order.messages.get(kind="505").answer["bill_no"]

    def report(step, **facts):
        assert report_parcels(step, order.zone_id, bill, [order.number], actor=None, **facts)

    report("arrival", domestic_traf_no="豫A12345")
    report("master")
    reply(order.messages.get(kind="603"), "2", "120", "800")
    Declaration.objects.filter(order=order).update(released_at=timezone.now())
    Order.objects.filter(pk=order.pk).update(released_at=timezone.now())
    report("departure", left_at=timezone.now())
    month = timezone.localdate()
    for group in month_groups(month):
        assert len(summarize(month, group.zone.pk, group.code, actor=None, reason="试")) == 1
    ship(Order.objects.get(pk=order.pk))
    goods_return = request_return(Order.objects.get(pk=order.pk), {1: 1}, reason="not_taken")
    receive_back(goods_return, actor=None)
    assert declare_pending_returns() == 1
    forward(10)
    reply(order.messages.get(kind="213"), "2", "120")
    assert tally_pending_returns() == 1


def let_go(order):
    request_withdrawal(order, reason="错发")
    assert withdraw(order.pk)


def printed(kind, order, capsys):
    capsys.readouterr()
    call_command("build_message", kind, order=order.number)
    return etree.fromstring(capsys.readouterr().out.strip().encode())


# R-MODE-1, R-DOC-6
@pytest.mark.parametrize(("mode", "zone"), [("1210", "hn-bonded"), ("9610", "xz-air")])
def test_every_message_of_an_export_is_valid(official, settings, capsys, mode, zone):
    variant = make_variant_for_export(mode=mode, zone=make_zone(zone, modes=(mode,)))
    seed()
    sent_abroad, withdrawn = declared_export(variant, 1), declared_export(variant, 2)
    sent_abroad_and_back(sent_abroad)
    let_go(withdrawn)
    order_of_kind = {one: withdrawn if one == "605" else sent_abroad for one in KINDS_OF["export"]}
    assert sorted(order_of_kind) == sorted(
        ["303", "403", "505", "507", "509", "603", "605", "607", "213", "215", "701"]
    )
    for version in VERSIONS:
        settings.CEB_VERSION = version
        for kind, order in order_of_kind.items():
            if (kind in ONLY_DIRECT and mode != "9610") or (
                kind in NEWER and version == "2018-113"
            ):
                with pytest.raises(CommandError):
                    printed(kind, order, capsys)
                continue
            document, schema = printed(kind, order, capsys), official[version]
            assert schema.validate(document), (version, kind, schema.error_log)
            assert document.tag.endswith(f"CEB{kind}Message")


def test_what_was_not_requested_is_not_made_up(capsys):
    order = make_export(make_variant_for_export(), paid=True)
    for kind in ("509", "311", "999"):
        with pytest.raises(CommandError):
            printed(kind, order, capsys)
    assert not Message.objects.exists()
