"""A field is declared once, in `BoothPage.written` or `Product.written`."""

import pytest
from django.urls import reverse

from catalog.models import Product
from exhibitors.models import BoothPage
from exhibitors.reviewed_fields.fields import CONTACT, WrittenField
from tests.exhibitors.pictures import jpeg
from tests.exhibitors.review.steps import booth_form, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def motto(monkeypatch):
    """A new field: its column is one that every page has and no booth uses."""
    field = WrittenField("search_description", CONTACT, label="Motto", fact="Our motto")
    monkeypatch.setattr(BoothPage, "written", (*BoothPage.written, field))


def test_a_declared_field_reaches_form_review_and_live_page(motto, aroha, reviewer, booth, client):
    form = booth_form(aroha, title_en="Kiwi", picture=jpeg(), do="save")
    assert form["search_description"] == ""
    aroha.post("/desk/kiwi/booth/", form)

    # the field alone: a draft that is compared without it would not be saved
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, search_description="草是本钱", do="submit"))
    draft = BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object()
    assert draft.search_description == "草是本钱"
    editor = reviewer.get(reverse("wagtailadmin_pages:edit", args=[booth.pk])).content.decode()
    assert "Motto" in editor
    assert "草是本钱" in editor
    assert "Our motto" not in client.get("/2026/kiwi/").content.decode()

    review(reviewer, "booth", booth.pk, "approve")
    page = client.get("/2026/kiwi/").content.decode()
    assert "<dt>Our motto</dt>" in page
    assert "草是本钱" in page


@pytest.mark.parametrize("model", [BoothPage, Product])
def test_every_column_is_declared(model):
    assert [error for error in model.check() if error.id == "exhibitors.E001"] == []


@pytest.mark.parametrize(
    ("model", "column"), [(BoothPage, "hours_en"), (BoothPage, "picture"), (Product, "name_en")]
)
def test_a_column_left_out_stops_the_start(monkeypatch, model, column):
    rest = tuple(field for field in model.written if field.name != column)
    monkeypatch.setattr(model, "written", rest)
    (error,) = [error for error in model.check() if error.id == "exhibitors.E001"]
    assert column in error.msg


def test_facts_are_in_the_visitors_language_and_never_empty():
    booth = BoothPage(hours_zh="十点至四点", contact_phone="1")
    assert [text for _label, text in booth.facts()] == ["十点至四点"]
    assert BoothPage().facts() == []
