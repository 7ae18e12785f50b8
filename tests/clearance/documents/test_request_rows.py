"""What a clerk reads of a partner's request."""

import json
import re

import pytest
from django.utils import timezone, translation

from ceb import MESSAGES
from clearance.clerk.masking import shown
from clearance.documents.kinds import KINDS
from clearance.documents.request_rows import _groups, rows_of_request
from clearance.models import Message
from clearance.zones.check import details_of
from clearance.zones.sample_order import synthetic_export, synthetic_order
from tests.factories import make_zone
from tools.demo.clearance import seed

REQUESTED_KINDS = [kind.code for kind in KINDS.values() if not kind.own]


def labels_and_values(request, kind=""):
    return [(row["label"], row["value"]) for row in rows_of_request(request, kind)]


def test_a_request_is_read_in_customs_words():
    shipped_from, heading, made_in = rows_of_request(
        {"country": "142", "lines": [{"country": "609"}]}
    )
    assert (shipped_from["zh"], shipped_from["meaning"]) == ("起运国(地区)", "中国")
    assert (heading["heading"], heading["label"]) == (True, "清单表体 1")
    assert (made_in["zh"], made_in["meaning"]) == ("原产国(地区)", "新西兰")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-hans", [("变更申报", "否"), ("付款人", "A. Buyer"), ("收款金额", "65")]),
        (
            "en",
            [("a change of what customs holds", "no"), ("who paid", "A. Buyer"),
             ("amount received", "65")],
        ),
    ],
)  # fmt: skip
def test_what_only_our_requests_say_has_labels_too(language, expected):
    with translation.override(language):
        assert (
            labels_and_values({"change": False, "payer": "A. Buyer", "amount": "65"}, "403")
            == expected
        )


def test_the_lists_of_a_month_stand_in_its_application():
    assert labels_and_values({"cop_no": "S1", "lists": ["4611E1", "4611E2"]}, "701") == [
        ("企业内部编号", "S1"), ("清单编号", "4611E1"), ("清单编号", "4611E2"),
    ]  # fmt: skip


def test_codes_without_a_table_of_their_own_are_named_too():
    (mode, district) = rows_of_request({"trade_mode": "9610", "customs_code": "4612"}, "603")
    assert (mode["meaning"], district["meaning"]) == (
        "电子商务",
        "郑州新郑综合保税区",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("code", REQUESTED_KINDS)
def test_no_partners_request_shows_a_clerk_a_key_without_a_label(code):
    zone = make_zone()
    seed()
    kind = KINDS[code]
    make = synthetic_export if kind.direction == "export" else synthetic_order
    for mode in ("1210", "9610"):
        order = make(zone, mode)
        message = Message(order=order, zone=zone, kind=code, details=details_of(zone, order))
        request = json.loads(kind.content(message, moment=timezone.now(), change=False))
        for language in ("zh-hans", "en"):
            with translation.override(language):
                rows = rows_of_request(request, code)
            assert [row["name"] for row in rows if not row["label"]] == []
            assert [row for row in rows if row["value"] is None or row["value"] is False] == []


@pytest.mark.django_db
def test_the_page_of_an_application_made_anew_shows_what_changed(client, clerk):
    zone, versions = make_zone(), []
    for number, lists in enumerate((["4611E1"], ["4611E1", "4611E2"]), start=1):
        content = json.dumps({"cop_no": "S1", "lists": lists, "change": number > 1}).encode()
        versions.append(Message.objects.create(
            zone=zone, kind="701", direction="export", business_key="S1", version=number,
            content=content,
        ))  # fmt: skip
    page = client.get(f"/en/clearance/messages/{versions[-1].pk}/").content.decode()
    assert "<ins>4611E2</ins>" in page
    assert "customs&#x27; list number" in page
    assert "lines[" not in page


def test_the_identity_number_is_masked():
    document = shown(b'{"buyer_id_number": "11010519491231002X"}')
    assert document.rows[0]["value"] == "110***********002X"
    assert "19491231" not in document.text


def test_an_export_is_explained_by_the_codes_of_its_own_list():
    request = {"ie_date": "20261126", "lines": [{"country": "304"}]}
    into = [row["zh"] for row in rows_of_request(request)]
    out = [row["zh"] for row in rows_of_request(request, "603")]
    assert into == ["进口日期", "清单表体 1", "原产国(地区)"]
    assert out == ["出口日期", "出口清单表体 1", "最终目的国(地区)"]


def test_no_field_is_called_by_a_remark_alone():
    """Its English label is read by people as a name: in tables, and in the hint of a rejection."""
    remarks = re.compile(r"^(\d|[A-Z]:|I |as in|not |may |three |GB)")
    fields = {
        (kind, field.name, field.en)
        for kind in KINDS
        for group in _groups(MESSAGES[kind].record)
        for field in group.fields()
    }
    assert {one for one in fields if remarks.match(one[2]) and one[1] != "gcode"} == set()
