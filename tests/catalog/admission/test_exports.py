"""Staff let a good out of the country by a form of the admin: saving approves the good as it is."""

import pytest

from catalog.admission.exports import exportable
from catalog.models import ExportFiling, ZoneMode
from evidence.models import Entry
from tests.factories import make_variant_for_sale, make_zone

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/catalog/exportfiling/add/"


@pytest.fixture
def variant():
    zone = make_zone()
    ZoneMode.objects.create(zone=zone, mode="1210", direction="export", valid_from="2014-01-01")
    return make_variant_for_sale()


def typed(variant, **changed):
    return {
        "sku": variant.sku, "mode": "1210", "zone": variant.filing.zone_id,
        "record_number": "R000001", "price": "80.00",
    } | changed  # fmt: skip


def test_a_good_is_let_out_and_keeps_its_leave_while_it_stays_as_it_is(client, organizer, variant):
    assert client.get(ADD).status_code == 200
    assert client.post(ADD, typed(variant)).status_code == 302
    filing = ExportFiling.objects.get()
    assert (filing.variant, filing.approved_by) == (variant, organizer)
    assert Entry.objects.filter(kind="export approved").exists()
    assert exportable() == [filing]
    variant.filing.gross_weight_g = 500
    variant.filing.save()
    assert exportable() == []
    edit = f"/admin/snippets/catalog/exportfiling/edit/{filing.pk}/"
    assert client.get(edit).status_code == 200
    client.post(edit, typed(variant, price="90.00"))
    filing.refresh_from_db()
    assert (str(filing.price), exportable()) == ("90.00", [filing])


@pytest.mark.parametrize(
    ("field", "value"), [("sku", "NONE-1"), ("record_number", ""), ("price", "0")]
)
def test_what_is_missing_is_said(client, organizer, variant, field, value):
    response = client.post(ADD, typed(variant, **{field: value}))
    assert response.status_code == 200
    assert not ExportFiling.objects.exists()
