"""What texts promise is there; what is not there is not promised (R-PLAT-2)."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse

from accounts.actions.passwords import send_password_reset
from exhibitors import emails as exhibitors
from orders.checkout.consents import consent_text
from orders.emails.buyers import send_waiting, write_email
from tests.factories import make_exhibitor, make_product, make_variant_for_sale
from tests.orders.factories import make_order, put_into_cart

pytestmark = pytest.mark.django_db
RULES = Path(__file__).parents[2] / "tools/demo/content/rules.yaml"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_notice_at_checkout_points_to_the_label_that_is_on_the_goods_page(client, language):
    honey = make_product(make_exhibitor(), slug="manuka", name_zh="麦卢卡蜂蜜")
    put_into_cart(client, make_variant_for_sale(honey, sku="M-250"))
    prefix = "/en" if language == "en" else ""
    html = client.get(f"{prefix}/checkout/").content.decode()
    link = re.search(r'href="([^"]*)#chinese-label"', html)[1]
    assert link == f"{prefix}/goods/manuka/?v=M-250"
    page = client.get(link).content.decode()
    label = page.partition('id="chinese-label"')[2].partition("</section>")[0]
    for known in ("中文电子标签", "麦卢卡蜂蜜", "250克/瓶", "新西兰", "郑州示例报关有限公司"):
        assert known in label
    missing = "shelf life" if language == "en" else "保质期"
    assert missing in label


def test_the_label_names_what_of_the_known_is_missing_too(client):
    honey = make_product(make_exhibitor("lone", agent_name="", agent_code=""), origin="")
    make_variant_for_sale(honey, sku="L-1")
    label = client.get(honey.get_absolute_url()).context["page"].chinese_label
    assert [row.term for row in label.rows] == ["商品名称", "规格含量"]
    assert label.missing[:2] == ["原产国（地区）", "境内代理人"]


def test_older_texts_can_still_be_read(client):
    for kind, version, words in (
        ("risk_notice", "2026-1", "您可以在本页查看中文电子标签"),
        ("risk_notice", "2026-2", "商品页的“中文电子标签”一栏"),
        ("identity", "2026-09", "每次查看完整号码都会留下记录"),
        ("identity", "2026-12", "没有自助撤回的按钮"),
    ):
        page = client.get(reverse("orders:notice", args=[kind, version])).content.decode()
        assert words in page


def test_an_answer_to_an_e_mail_reaches_somebody(django_user_model, settings):
    """The consents and the page of complaints say that staff read it; no-reply@ reads nobody."""
    settings.SUPPORT_EMAIL = "service@expo.example"
    write_email(make_order(make_variant_for_sale()), "paid")
    assert send_waiting() == 1
    django_user_model.objects.create_user("lin@example.com", "a-long-password")
    send_password_reset("lin@example.com")
    exhibitors.write("k", "kiwi@example.com", "Booth", ["Approved."], "See it", "/desk/")
    assert exhibitors.send_waiting() == 1
    assert [each.reply_to for each in mail.outbox] == [["service@expo.example"]] * 3


def test_the_foot_of_each_page_names_where_to_write_to(client):
    assert 'href="mailto:service@expo.test"' in client.get("/goods/").content.decode()


def test_no_text_promises_what_nobody_has_built():
    texts = [
        " ".join(consent_text(kind, language=language).paragraphs)
        for kind in ("identity", "sharing")
        for language in ("en", "zh-hans")
    ]
    for text in [*texts, RULES.read_text("utf-8")]:
        for promise in (
            "at any time. Withdrawal", "随时撤回", "is logged", "留下记录和理由", "不删除消费者",
            "on the order's page and attach", "在订单页写明问题",
            "付费位置标明", "paid places are marked", "标明“自营”", "platform itself are",
        ):  # fmt: skip
            assert promise not in text
