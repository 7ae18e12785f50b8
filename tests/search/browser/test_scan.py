"""A barcode by camera, where the browser can read codes; by photo everywhere."""

import pytest
import zxingcpp
from PIL import Image, ImageOps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# stands in for the device: a camera that shows a grey card, and a reader that finds a code at last
DEVICE = """
  let looks = 0;
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["ean_13", "qr_code"]; }
    async detect() { return ++looks < 3 ? [] : [{ rawValue: "%s" }]; }
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const card = document.createElement("canvas");
    const ink = card.getContext("2d");
    setInterval(() => {
      ink.fillStyle = looks %% 2 ? "#888" : "#999";
      ink.fillRect(0, 0, 300, 150);
    }, 40);
    return card.captureStream(25);
  };
"""


def test_the_camera_leads_to_the_good(visit):
    visitor = visit(390)
    page = visitor.page
    page.add_init_script(DEVICE % "6900000000007")
    visitor.go("/goods/")
    page.locator("header .searchline__scan").click()
    page.wait_for_url("**/search/scan/")
    page.locator("[data-scan-start]").wait_for()
    visitor.check_accessibility()
    page.locator("[data-scan-start]").click()
    page.wait_for_url("**/goods/?q=6900000000007")
    assert page.locator(".product-card").count() == 1


def test_without_a_reader_the_camera_is_hidden_and_a_photo_does_it(visit, tmp_path):
    code = zxingcpp.create_barcode("6900000000007", zxingcpp.BarcodeFormat.EAN13)
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=4)).convert("L")
    ImageOps.expand(picture, 40, 255).save(tmp_path / "code.png")
    visitor = visit(390, script=False).go("/search/scan/")
    page = visitor.page
    assert not page.locator("[data-scan]").is_visible()
    page.locator("#scan-photo").set_input_files(tmp_path / "code.png")
    page.locator("form:has(#scan-photo) button").click()
    page.wait_for_url("**/goods/?q=6900000000007")
    assert page.locator(".product-card").count() == 1


def test_a_desk_shows_no_camera_in_the_search_line(visit):
    page = visit().go("/goods/").page
    assert not page.locator("header .searchline__scan").is_visible()


def test_data_for_search_engines_breaks_no_content_policy(visit):
    """Chromium complains of every inline script that the policy forbids; a data block is none."""
    visitor = visit().go("/goods/?brand=brand-1")
    kinds = visitor.page.locator("script[type='application/ld+json']")
    assert kinds.count() == 1
    assert "ItemList" in kinds.text_content()
    assert visitor.errors == []
