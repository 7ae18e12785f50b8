"""The lists that Wagtail's own pages give away as CSV."""

import csv

import pytest

from core.models import User
from tests.search.expo_content import home

pytestmark = pytest.mark.django_db


def test_a_title_that_is_a_formula_is_a_text_in_the_report_of_changes(client):
    organizer = User.objects.create_superuser("organizer@example.com", "x", name="=2+5")
    page = home()
    page.title = '=HYPERLINK("http://example.com","x")'
    page.save_revision(user=organizer, log_action=True)
    client.force_login(organizer)
    response = client.get("/admin/reports/site-history/", {"export": "csv"})
    rows = list(csv.reader(b"".join(response.streaming_content).decode().splitlines()))
    cells = [cell for row in rows for cell in row]
    assert "'=2+5" in cells
    assert [cell for cell in cells if cell.startswith("=")] == []
