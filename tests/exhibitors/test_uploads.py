"""Pictures from outside: taken apart and written anew, or not accepted, with a sentence."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from core.models import ExpoImage
from exhibitors.actions.pictures import re_encoded, store_picture
from exhibitors.errors import NotAllowedError
from exhibitors.models import Package
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member
from tests.exhibitors.pictures import encoded, upload


def png(wide, high, *chunks):
    """A PNG that claims a size, with a few bytes of zeros for its pixels."""

    def chunk(kind, data):
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><script/></svg>'
HOSTILE = {
    "a bomb of 2.5 billion pixels": png(50_000, 50_000),
    "a long thin bomb": png(40_000_001, 1),
    "an SVG under another name": SVG,
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a GIF, even a good one": encoded("GIF"),
    "a TIFF": encoded("TIFF"),
    "nothing but a head": encoded("JPEG")[:200],
    "an empty file": b"",
    "a program": b"MZ" + b"\0" * 5000,
    "a picture of one pixel": encoded("PNG", size=(1, 1)),
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 800 800\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_not_accepted_and_a_sentence_says_why(content):
    with pytest.raises(NotAllowedError) as exc_info:
        re_encoded(upload(content))
    assert all(exc_info.value.reasons)


def test_a_file_over_the_limit_is_not_read(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000

    class Unreadable:
        size = 1001

    with pytest.raises(NotAllowedError):
        re_encoded(Unreadable())


def test_what_hides_behind_a_picture_is_left_behind():
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    exif[0x8825] = {1: "N", 2: (34.0, 44.0, 0.0)}
    hiding = encoded("JPEG", exif=exif, comment=b"SECRET COMMENT") + b"PK\x03\x04<script>evil"
    assert b"SECRET CAMERA" in hiding
    clean = re_encoded(upload(hiding))
    for secret in (b"SECRET", b"<script>", b"PK\x03\x04", b"EXIF"):
        assert secret not in clean
    with Image.open(BytesIO(clean)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (640, 480), {})


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    clean = re_encoded(upload(encoded("JPEG", size=(800, 400), exif=exif)))
    with Image.open(BytesIO(clean)) as picture:
        assert picture.size == (400, 800)


def test_large_pictures_are_made_smaller():
    clean = re_encoded(upload(encoded("JPEG", size=(6000, 3000))))
    with Image.open(BytesIO(clean)) as picture:
        assert picture.size == (2400, 1200)


@pytest.mark.django_db
def test_a_picture_lies_in_its_exhibitors_own_collection():
    kiwi, nordic = make_exhibitor("kiwi"), make_exhibitor("nordic")
    user = make_member(kiwi)
    picture = store_picture(
        kiwi, upload(encoded("PNG"), name="../../etc/x.php"), user=user, title="展台"
    )
    assert picture.collection == kiwi.collection != nordic.collection
    assert picture.uploaded_by_user == user
    assert picture.file.name.endswith(".webp")
    assert "etc" not in picture.file.name


@pytest.mark.django_db
def test_a_package_holds_so_many_pictures():
    booth = make_booth()
    booth.participation.package = Package.objects.create(name_zh="小", code="s", max_pictures=1)
    booth.participation.save()
    user = make_member(booth.exhibitor)
    store_picture(booth.exhibitor, upload(encoded("PNG")), user=user, title="一")
    with pytest.raises(NotAllowedError):
        store_picture(booth.exhibitor, upload(encoded("PNG")), user=user, title="二")
    assert ExpoImage.objects.filter(collection=booth.exhibitor.collection).count() == 1


@pytest.mark.django_db
def test_texts_stay_in_the_form_when_the_upload_is_not_accepted(client):
    booth = make_booth()
    client.force_login(make_member(booth.exhibitor))
    page = client.get("/desk/kiwi/booth/")
    form = {"title": "长云", "slogan_zh": "新的", "seen": page.context["seen"], "do": "save"}
    response = client.post("/desk/kiwi/booth/", form | {"picture": upload(SVG, "logo.svg")})
    assert response.status_code == 200
    assert response.context["picture_form"].errors["picture"]
    assert response.context["form"]["slogan_zh"].value() == "新的"
    booth.refresh_from_db()
    assert not booth.has_unpublished_changes


@pytest.mark.django_db
def test_a_request_with_too_many_bytes_is_cut_short(client, settings):
    settings.UPLOAD_MAX_BYTES = 100_000
    booth = make_booth()
    client.force_login(make_member(booth.exhibitor))
    response = client.post("/desk/kiwi/booth/", {"picture": upload(b"x" * 100_001)})
    assert response.status_code == 400
    assert client.post("/desk/kiwi/booth/", {"picture": upload(b"x" * 1000)}).status_code == 200
