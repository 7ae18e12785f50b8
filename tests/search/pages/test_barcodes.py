"""A barcode into the search box, by a photo; and the center whose code was scanned."""

import time
from io import BytesIO

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps

from centers.models import DisplayCenter
from centers.remembered_center import KEY, SINCE
from tests.html import folded

pytestmark = pytest.mark.django_db


def photo(text, kind=zxingcpp.BarcodeFormat.EAN13, angle=0):
    code = zxingcpp.create_barcode(text, kind)
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4))
    picture = ImageOps.expand(picture.convert("L"), 60, 255).rotate(
        angle, expand=True, fillcolor=255
    )
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=70)
    return SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")


def scanned(client, upload):
    return client.post("/search/scan/", {"photo": upload})


@pytest.mark.parametrize("angle", [0, 90, 184])
def test_the_stripes_in_a_photo_become_a_search(client, angle):
    assert scanned(client, photo("4006381333931", angle=angle)).url == "/goods/?q=4006381333931"


def test_our_own_printed_code_leads_where_it_leads(client, settings):
    settings.SITE_URL = "https://expo.test"
    qr = zxingcpp.BarcodeFormat.QRCode
    assert scanned(client, photo("https://expo.test/q/Ab-_9", qr)).url == "/q/Ab-_9"
    foreign = scanned(client, photo("https://evil.test/q/Ab9", qr)).url
    assert foreign.startswith("/goods/?q=https")


def test_a_photo_without_a_code_and_what_is_no_photo_differ(client):
    out = BytesIO()
    Image.new("L", (300, 300), 200).save(out, "PNG")
    blank = scanned(client, SimpleUploadedFile("x.png", out.getvalue()))
    assert (blank.status_code, "未识别到条码" in blank.content.decode()) == (422, True)
    for content in (b"", b"GIF89a", b"<svg onload=alert(1)>", b"\xff\xd8" + b"\0" * 5000):
        response = scanned(client, SimpleUploadedFile("x.jpg", content))
        assert response.status_code == 422
    assert client.post("/search/scan/").status_code == 422


def test_a_picture_too_large_to_open_is_not_opened(client, monkeypatch):
    monkeypatch.setattr("search.pages.barcodes.MAX_PIXELS", 1000)
    assert scanned(client, photo("4006381333931")).status_code == 422


def test_the_camera_is_allowed_to_this_site_alone(client):
    response = client.get("/search/scan/")
    assert "camera=(self)" in response["Permissions-Policy"]
    assert "'unsafe" not in response["Content-Security-Policy"]


@pytest.fixture
def center():
    return DisplayCenter.objects.create(
        slug="airport", name_zh="机场展示中心", name_en="Airport center", kind="airport"
    )


@pytest.fixture
def at_the_shelf(client, center):
    session = client.session
    session[KEY], session[SINCE] = center.slug, int(time.time())
    session.save()
    return client


BOX = '<input type="checkbox" name="center" value="airport"'


def test_who_scanned_a_shelf_searches_there_until_he_takes_it_away(at_the_shelf, site_engine):
    def box(address):
        html = folded(at_the_shelf.get(address).content.decode())
        return None if BOX not in html else BOX + " checked" in html

    assert box("/search/scan/") is True
    assert box("/goods/?q=honey&center=airport") is True
    assert box("/goods/?q=honey") is False  # taken away
    assert box("/search/scan/") is False  # and it stays away
    assert box("/goods/?q=honey&center=airport") is True
    assert box("/search/scan/") is True


def test_others_see_no_such_box(client, center):
    assert BOX not in client.get("/search/scan/").content.decode()
