"""Every message built for the demo's own orders is valid by customs' official schemas."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from lxml import etree

from orders.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.xsd]


@pytest.fixture(scope="session")
def official():
    folder = Path(os.environ["CEB_XSD_DIR"])
    return [
        etree.XMLSchema(etree.parse(next((folder / version).glob("*进口业务*.xsd"))))
        for version in ("202205", "2018-113")
    ]


def test_every_kind_for_every_paid_demo_order(official, capsys):
    call_command("seed_demo", verbosity=0)
    call_command("place_demo_orders", 2, pay=True, mode="9610")
    paid = Order.objects.paid()
    assert {order.mode for order in paid} == {"1210", "9610"}
    for number in paid.values_list("number", flat=True):
        for kind in ("311", "411", "511", "621"):
            capsys.readouterr()
            call_command("build_message", kind, order=number)
            document = etree.fromstring(capsys.readouterr().out.strip().encode())
            for schema in official:
                assert schema.validate(document), (number, kind, schema.error_log)
