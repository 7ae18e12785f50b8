"""Uploaded files: pictures are shown, nothing else runs on this site's origin."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from core.models import User


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
    for path in ("documents", "images/../documents", "./documents", "/documents"):
        assert client.get(f"/media/{path}/private.pdf").status_code == 404, path


@pytest.mark.parametrize("folder", [".restoring", ".replaced"])
def test_documents_that_a_killed_restore_has_left_are_nobodys(client, site, settings, folder):
    left = settings.MEDIA_ROOT / folder / "documents" / "private.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"secret")
    for path in (folder, f"images/../{folder}", f"./{folder}"):
        assert client.get(f"/media/{path}/documents/private.pdf").status_code == 404, path


@pytest.fixture
def paper(site):
    """A document in a collection for organizers only."""
    collection = Collection.get_first_root_node().add_child(name="内部")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="groups"
    )
    restriction.groups.add(Group.objects.get(name="Organizers"))
    return Document.objects.create(
        title="合同", file=ContentFile(b"secret", "contract.pdf"), collection=collection
    )


@pytest.mark.parametrize(
    ("role", "status"), [(None, 302), ("", 302), ("Reviewers", 302), ("Organizers", 200)]
)
def test_a_private_document_is_for_the_groups_of_its_collection(client, paper, role, status):
    if role is not None:
        user = User.objects.create_user("x@example.com")
        user.groups.add(*Group.objects.filter(name=role))
        client.force_login(user)
    assert client.get(paper.url).status_code == status
    assert client.get(f"/media/{paper.file.name}").status_code == 404
