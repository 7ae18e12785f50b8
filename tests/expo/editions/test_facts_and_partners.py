"""An edition's own figures, and who is behind it."""

import io

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.blocks import StreamBlockValidationError

from core.models import ExpoImage
from expo.pages.translations import publish_english
from tests.expo_site import clear_caches


def logo(name):
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "#0b665e").save(data, "PNG")
    return ExpoImage.objects.create(title=name, file=ImageFile(data, f"{name}.png"))


def partner(n):
    value = {"name": f"单位{n}", "role": "主办单位", "logo": logo(f"p{n}").pk, "link": ""}
    return {"type": "partner", "value": value}


@pytest.fixture
def described(site):
    site.facts = [{"type": "fact", "value": {"figure": "87", "words": "展位"}}]
    site.partners = [partner(1)]
    site.save_revision().publish()
    publish_english(site, {"展位": "stands", "单位1": "First partner", "主办单位": "Organizer"})
    clear_caches()
    return site


def test_both_languages_show_them(described, client):
    page = client.get("/2026/").content.decode()
    assert all(text in page for text in ("87", "合作单位", "单位1", "主办单位"))
    assert ".webp" in page.partition("合作单位")[2]
    page = client.get("/en/2026/").content.decode()
    assert all(text in page for text in ("87", "Partners", "First partner", "Organizer"))


def test_without_any_there_is_no_empty_part(site, client):
    page = client.get("/2026/").content.decode()
    assert "合作单位" not in page
    assert "facts--page" not in page


def test_five_facts_are_one_too_many(site):
    block = type(site).facts.field.stream_block
    fact = {"type": "fact", "value": {"figure": "1", "words": "家"}}
    with pytest.raises(StreamBlockValidationError):
        block.clean(block.to_python([fact] * 5))
    assert len(block.clean(block.to_python([fact] * 4))) == 4


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["/2026/", "/en/2026/"])
def test_ten_partners_ask_no_more_than_one(described, client, address):
    one = queries(client, address)
    described.partners = [partner(n) for n in range(10)]
    described.save_revision().publish()
    publish_english(described, {})
    assert queries(client, address) <= one <= 25
