"""An exhibitor sends a list: checked, written by a second click, and never past the reviewers."""

import io

import pytest
from django.urls import reverse

from catalog.importing.tasks import run_import
from catalog.models import ImportJob, Product, Variant
from tests.exhibitors.factories import make_exhibitor, make_member
from tests.factories import make_variant_for_sale, make_zone
from tests.html import folded

pytestmark = pytest.mark.django_db
HEADER = "sku,name_zh,name_en,price,currency,stock\n"
GOOD_ROW = "KW-901,蜂胶喷雾,Propolis spray,88.00,CNY,5\n"
BAD_ROW = "KW-902,蜂王浆,Royal jelly,-1,CNY,5\n"


@pytest.fixture
def kiwi(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    make_zone()
    return make_exhibitor("kiwi")


@pytest.fixture
def editor(client, kiwi):
    client.force_login(make_member(kiwi, "aroha@expo.test", "editor"))
    return client


def send(client, text, name="list.csv", **form):
    file = io.BytesIO(text.encode())
    file.name = name
    where = reverse("desk:goods_imports", args=["kiwi"])
    return client.post(where, {"file": file, **form})


def at(name, job):
    return reverse(f"desk:{name}", args=["kiwi", job.pk])


def worked_through(pk=None):
    job = ImportJob.objects.get(pk=pk) if pk else ImportJob.objects.latest("pk")
    run_import(job.pk)
    job.refresh_from_db()
    return job


def test_a_user_signed_out_meanwhile_is_led_to_sign_in(editor, kiwi):
    """The part that asks again would look for itself in the sign-in's page, and vanish."""
    url = send(editor, HEADER + GOOD_ROW, dry_run="on").url
    editor.logout()
    response = editor.get(url, headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, editor.get(url).url)


def test_list_is_checked_then_written_and_waits_for_review(editor, kiwi):
    sent = send(editor, HEADER + GOOD_ROW + BAD_ROW, dry_run="on")
    waiting = folded(editor.get(sent.url).content.decode())
    assert f'id="import" hx-get="{sent.url}"' in waiting  # nobody's page is taken away meanwhile
    assert f'href="{sent.url}">查看进度</a>' in waiting  # for those without script
    assert "http-equiv" not in waiting
    checked = worked_through()
    page = editor.get(at("goods_import", checked)).content.decode()
    assert (checked.created, checked.rejected, Product.objects.count()) == (1, 1, 0)
    assert "价格必须大于零。" in page
    assert "申报价值" in page  # the column as a merchant writes it
    assert "price_not_positive" not in page
    assert 'id="import">' in page
    assert "hx-trigger" not in page
    assert "price_not_positive" in editor.get(at("goods_import_errors", checked)).content.decode()
    response = editor.post(at("goods_import_write", checked))
    written_job = worked_through()
    assert response.url == at("goods_import", written_job)
    product = Variant.objects.get(sku="KW-901").product
    assert (product.exhibitor, product.live) == (kiwi, False)
    assert "蜂胶喷雾" in editor.get(reverse("desk:goods", args=["kiwi"])).content.decode()


def test_nobody_approves_by_the_form(editor):
    send(editor, HEADER + GOOD_ROW, approve="on")
    assert worked_through().approve is False
    assert Product.objects.get().live is False


def test_another_exhibitor_s_sku_stays_theirs(editor):
    variant = make_variant_for_sale(sku="KW-901", price="7.00")
    variant.product.exhibitor = make_exhibitor("nordic")
    variant.product.save()
    send(editor, HEADER + GOOD_ROW)
    job = worked_through()
    variant.refresh_from_db()
    assert (job.rejected, str(variant.price)) == (1, "7.00")


def test_what_staff_are_to_approve_is_not_the_exhibitors_to_write(editor, kiwi):
    job = ImportJob.objects.create(
        exhibitor=kiwi, file_name="a.csv", dry_run=True, approve=True, state="done", rows=1
    )
    assert editor.get(at("goods_import", job)).status_code == 404
    assert editor.post(at("goods_import_write", job)).status_code == 404


def test_viewer_reads_and_sends_nothing(client, kiwi):
    client.force_login(make_member(kiwi, "mere@expo.test", "viewer"))
    page = client.get(reverse("desk:goods_imports", args=["kiwi"]))
    assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()
    assert send(client, HEADER + GOOD_ROW).status_code == 403
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize("name", ["list.exe", "list.xls"])
def test_wrong_kind_of_file_is_said_at_once(editor, name):
    page = send(editor, HEADER + GOOD_ROW, name=name)
    assert page.status_code == 422
    assert 'class="error"' in page.content.decode()
    assert not ImportJob.objects.exists()


def test_unreadable_file_says_why(editor):
    send(editor, "not a list of goods", dry_run="on")
    job = worked_through()
    page = editor.get(at("goods_import", job)).content.decode()
    assert job.state == "failed"
    assert "没有找到表头" in page


def test_file_written_already_or_gone_is_not_written_again(editor, kiwi):
    job = ImportJob.objects.create(
        exhibitor=kiwi, file_name="a.csv", dry_run=True, state="done", rows=2
    )
    response = editor.post(at("goods_import_write", job), follow=True)
    assert ImportJob.objects.count() == 1
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/desk/kiwi/goods/import/", "不超过 40 MB"),
        ("/en/desk/kiwi/goods/import/", "at most 40 MB"),
    ],
)
def test_the_page_says_in_its_own_language_what_may_be_sent(editor, path, text):
    assert text in editor.get(path).content.decode()
