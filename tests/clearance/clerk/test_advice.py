"""What a rejection's hint says: the field that customs named, by the name it has in that very
document, and who can put it right."""

import pytest
from django.utils import translation

from ceb import MESSAGES, field_named
from ceb.codes import FIELD_PHRASES
from clearance.clerk.advice import CORRECTED_HERE, steps
from clearance.clerk.forms import CorrectionForm
from clearance.clerk.remedies import REMEDIES
from clearance.documents.kinds import KINDS
from clearance.models import ReceiptItem

pytestmark = pytest.mark.django_db
NAMED = [
    (kind, phrase, field)
    for phrase, field in FIELD_PHRASES
    for kind in KINDS
    if field_named(kind, field) is not None
]


def rejected(kind, info, language="zh-hans"):
    """The step that explains a rejection by customs."""
    item = ReceiptItem(kind=kind, status="100", info=info)
    with translation.override(language):
        return steps(item, KINDS[kind].direction)[-1]


@pytest.mark.parametrize(("kind", "phrase", "field"), NAMED)
def test_the_hint_names_the_field_of_that_document_and_what_can_be_done(kind, phrase, field):
    advice = rejected(kind, f"[Code:130999;Desc:{phrase}与备案不一致]")
    known = [one.zh for one in fields_called(MESSAGES[kind].record, field)]
    assert advice.field == field
    assert advice.field_text in known
    assert advice.here == (field in CORRECTED_HERE)
    correct_text = rejected("311", "[Code:1;Desc:收货地址不一致]").next_text
    assert (advice.next_text == correct_text) == (field in CORRECTED_HERE), advice


def fields_called(group, name):
    for member in getattr(group, "members", ()):
        if member.name == name:
            yield member
        yield from fields_called(member, name)


@pytest.mark.parametrize(
    ("kind", "phrase", "field", "zh", "en"),
    [
        ("621", "原产国", "country", "原产国(地区)", "country of origin"),
        ("621", "起运国", "country", "起运国(地区)", "country of departure"),
        ("311", "实际支付", "acturalPaid", "实际支付金额", None),
        ("511", "收货人电话", "consigneeTelephone", "收货人电话", "consignee telephone"),
        ("311", "收货人手机", "consigneeTelephone", "收货人电话", None),
        ("311", "订购人手机", "buyerTelephone", "订购人电话", None),
        # one word for what each document calls otherwise
        ("511", "电话号码", "consigneeTelephone", "收货人电话", "consignee telephone"),
        ("621", "电话号码", "buyerTelephone", "订购人电话", "buyer's telephone"),
        ("411", "联系电话", "telephone", "支付人电话", None),
        ("311", "电话号码", "buyerTelephone, consigneeTelephone", "订购人电话 / 收货人电话", None),
    ],
)
def test_one_element_or_phrase_may_mean_several_things(kind, phrase, field, zh, en):
    info = f"[Code:99;Desc:{phrase}不一致]"
    advice = rejected(kind, info)
    assert (advice.field, advice.field_text) == (field, zh)
    if en:
        assert rejected(kind, info, "en").field_text == en


def test_customs_text_counts_before_what_we_have_read_of_its_code():
    advice = rejected("311", "[Code:130126;Desc:收货人电话与运单不一致]")
    assert (advice.field, advice.here) == ("consigneeTelephone", True)
    advice = rejected("621", "[Code:130126;Desc:电话号码不一致]")
    assert (advice.field, advice.here) == ("buyerTelephone", False)


def test_the_country_of_departure_is_no_matter_of_the_goods_filing():
    """Customs calls two countries by one name; the parcel's is the carrier's to say (R-MODE-3)."""
    left, made = (
        rejected("621", f"[Code:99;Desc:{phrase}不一致]") for phrase in ("起运国", "原产国")
    )
    assert left.next_text.startswith("此处不能更正：由承运人告知")
    assert "商品备案" in made.next_text


def test_every_field_that_is_corrected_here_is_asked_for_by_the_form():
    form = CorrectionForm()
    assert {form[name].name for name in CORRECTED_HERE.values()} == set(CORRECTED_HERE.values())
    assert not CORRECTED_HERE.keys() & {name for fields, *_ in REMEDIES for name in fields}
