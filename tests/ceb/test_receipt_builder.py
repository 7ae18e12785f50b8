"""What the generator writes, the parser reads back: every kind, in every form receipts come in."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ceb import MESSAGES, InvalidMessageError, build_receipt, check, parse_receipts
from ceb.fields import CEB_NAMESPACE

from .strategies import receipt_items

RECEIPTS = sorted(kind for kind, message in MESSAGES.items() if message.is_receipt)
FORMS = st.fixed_dictionaries(
    {},
    optional={
        "prefix": st.sampled_from(["", "ceb", "x"]),
        "namespace": st.sampled_from([CEB_NAMESPACE, "http://example.org/other", ""]),
        "encoding": st.sampled_from(["UTF-8", "gb18030", "gbk"]),
    },
)
PRIVATE = re.compile("[\ue000-\uf8ff]")


def text_of(items):
    return json.dumps([asdict(item) for item in items], ensure_ascii=False)


@pytest.mark.parametrize("kind", RECEIPTS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_receipts_read_back_as_they_were(kind, data):
    max_items = MESSAGES[kind].record.max_occurs
    items = data.draw(
        st.lists(receipt_items(MESSAGES[kind]), min_size=1, max_size=min(max_items or 3, 3))
    )
    form = data.draw(FORMS)
    # where GB 18030 has a private character, one library writes what another reads as a public one
    assume(form.get("encoding", "UTF-8") == "UTF-8" or not PRIVATE.search(text_of(items)))
    assert parse_receipts(build_receipt(kind, items, **form)) == items


def test_a_plain_receipt_is_what_customs_sends():
    row = {
        "ebpCode": "P1",
        "ebcCode": "C1",
        "orderNo": "N1",
        "returnStatus": "120",
        "returnTime": "20261124093000123",
        "returnInfo": "[Code:1800;Desc:逻辑校验通过]",
    }
    made = build_receipt("312", [row], guid="A" * 36, declared="gb2312")
    assert check(made) == []
    declaration, root = made.decode().split("\n", 1)
    assert declaration == '<?xml version="1.0" encoding="gb2312"?>'
    assert root.startswith(f'<CEB312Message xmlns="{CEB_NAMESPACE}" guid="AAAA')
    assert parse_receipts(made)[0].codes == [("1800", "逻辑校验通过")]


def test_a_wrong_row_is_rejected():
    with pytest.raises(InvalidMessageError):
        build_receipt("312", [{"orderNo": "N1", "returnStatus": "120"}])
