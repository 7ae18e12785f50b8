"""A list of goods whose button is pressed twice, in one window or in several, is one job."""

import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalog.importing.run import run_job
from catalog.importing.tasks import run_import
from catalog.models import ImportJob
from exhibitors.models import Exhibitor
from tests.catalog.importing.files import honey, workbook
from tests.exhibitors.factories import make_exhibitor, make_member
from tests.factories import make_zone
from tests.threads import run_together

HEADER = "sku,name_zh,name_en,price,currency,stock\n"
GOOD_ROW = "KW-901,蜂胶喷雾,Propolis spray,88.00,CNY,5\n"
IMPORTS_URL = ("desk:goods_imports", "kiwi")


@pytest.fixture
def aroha(monkeypatch, tmp_path):
    storage = ImportJob._meta.get_field("file").storage
    monkeypatch.setitem(storage.__dict__, "location", str(tmp_path))
    make_zone()
    return make_member(make_exhibitor("kiwi"), "aroha@expo.test", "editor")


@pytest.fixture
def window(aroha):
    client = Client()
    client.force_login(aroha)
    return client


def token_on(client):
    page = client.get(reverse(IMPORTS_URL[0], args=IMPORTS_URL[1:])).content.decode()
    return re.search(r'name="token" value="([0-9a-f-]{36})"', page)[1]


def send(client, text, **form):
    file = SimpleUploadedFile("list.csv", text.encode())
    return client.post(reverse(IMPORTS_URL[0], args=IMPORTS_URL[1:]), {"file": file, **form})


def files(folder):
    return [name for _path, _folders, names in os.walk(folder) for name in names]


@pytest.mark.django_db
def test_the_same_form_again_is_the_same_job_and_another_wish_is_another(window, tmp_path):
    form = {"token": token_on(window), "dry_run": "on"}
    addresses = [send(window, HEADER + GOOD_ROW, **form).url for _click in range(2)]
    assert addresses[0] == addresses[1]
    assert (ImportJob.objects.count(), len(files(tmp_path))) == (1, 1)
    send(window, HEADER, **form)  # the browser kept the form, the exhibitor chose another file
    send(window, HEADER + GOOD_ROW, token=form["token"])  # for real after the check
    send(window, HEADER + GOOD_ROW, token=token_on(window), dry_run="on")  # checked anew
    send(window, HEADER + GOOD_ROW, dry_run="on")  # a script that knows of no token
    assert ImportJob.objects.count() == 5


@pytest.mark.slow("six threads at once")
@pytest.mark.django_db(transaction=True)
def test_six_windows_at_once_send_one_file_and_write_its_check_once(aroha, window, tmp_path):
    windows = [Client() for _ in range(6)]
    for each in windows:
        each.force_login(aroha)
    form = {"token": token_on(window), "dry_run": "on"}
    responses = run_together(6, lambda i: send(windows[i], HEADER + GOOD_ROW, **form))
    checked = ImportJob.objects.get()
    job_url = reverse("desk:goods_import", args=["kiwi", checked.pk])
    assert {response.url for response in responses} == {job_url}
    assert len(files(tmp_path)) == 1

    run_import(checked.pk)
    write = reverse("desk:goods_import_write", args=["kiwi", checked.pk])
    responses = run_together(6, lambda i: windows[i].post(write))
    written = ImportJob.objects.exclude(pk=checked.pk).get()
    job_url = reverse("desk:goods_import", args=["kiwi", written.pk])
    assert {response.url for response in responses} == {job_url}
    run_import(written.pk)
    written.refresh_from_db()
    assert (written.state, written.created, len(files(tmp_path))) == ("done", 1, 1)


@pytest.mark.django_db
def test_the_page_of_an_import_names_a_sheet_that_was_not_read_beside_the_problems(window, aroha):
    job = ImportJob.objects.create(exhibitor=Exhibitor.objects.get(), file_name="list.xlsx")
    data = workbook(
        honey(), honey(sku="H-2", name_zh="#N/A", name_en=""),
        change=lambda book: book.create_sheet("四月新品").append(["货号"]),
    )  # fmt: skip
    run_job(job, data)
    html = window.get(reverse("desk:goods_import", args=["kiwi", job.pk])).content.decode()
    assert "工作表“四月新品”未读取" in html
    response = window.get(reverse("desk:goods_import_errors", args=["kiwi", job.pk]))
    assert b"spreadsheet_error" in response.content
    assert b"sheet_not_read" not in response.content


@pytest.mark.django_db
def test_the_page_of_an_import_names_the_columns_that_were_not_read(window, aroha):
    """A price under a header of the firm's own was left out without a word."""
    job = ImportJob.objects.create(exhibitor=Exhibitor.objects.get(), file_name="list.csv")
    run_job(job, "sku,name_zh,出厂价（含运费）,备注\nH-1,麦卢卡蜂蜜,88.00,新货\n".encode())
    html = window.get(reverse("desk:goods_import", args=["kiwi", job.pk])).content.decode()
    assert "未读取：出厂价（含运费）、备注。" in html
