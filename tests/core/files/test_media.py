"""Uploaded files: pictures are shown, nothing else runs on this site's origin."""

import pytest


@pytest.fixture(autouse=True)
def _files(settings):
    for name in ("images/honey.webp", "drawing.svg", "page.html", "documents/private.pdf"):
        place = settings.MEDIA_ROOT / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"<script>alert(1)</script>")


def test_pictures_are_shown(client):
    response = client.get("/media/images/honey.webp")
    assert (response.status_code, response["Content-Disposition"]) == (
        200,
        'inline; filename="honey.webp"',
    )


@pytest.mark.parametrize("name", ["drawing.svg", "page.html"])
def test_anything_else_is_only_downloaded(client, name):
    response = client.get(f"/media/{name}")
    assert response["Content-Disposition"] == "attachment"
    assert "sandbox" in response["Content-Security-Policy"]


def test_documents_have_a_view_of_their_own(client, site):
    assert client.get("/media/documents/private.pdf").status_code == 404
