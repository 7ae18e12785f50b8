"""Receipts that the client software puts into a folder."""

import os

import pytest

from clearance.models import Receipt
from clearance.receipts.drop_folder import collect

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings):
    made = settings.CLEARANCE_DROP_DIR / "in"
    made.mkdir(parents=True)
    return made


def content(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_without_a_folder_there_is_nothing_to_do():
    assert collect() == 0


def test_files_are_filed_once_and_put_away(folder):
    (folder / "a.xml").write_bytes(b"<one/>")
    (folder / "b.xml").write_bytes(b"<one/>")
    (folder / "c.xml.part").write_bytes(b"<half")
    assert collect() == 2
    assert content(folder) == ["c.xml.part", "done/a.xml", "done/b.xml"]
    assert [(bytes(r.content), r.arrivals, r.transport) for r in Receipt.objects.all()] == [
        (b"<one/>", 2, "file")
    ]
    assert collect() == 0


def test_what_is_no_receipt_goes_to_error_and_is_not_followed(folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("nobody's receipt")
    (folder / "link.xml").symlink_to(secret)
    (folder / "large.xml").write_bytes(b"x" * (4 * 1024 * 1024 + 1))
    os.mkfifo(folder / "pipe.xml")
    assert collect() == 0
    assert content(folder) == ["error/large.xml", "error/link.xml", "error/pipe.xml"]
    assert not Receipt.objects.exists()


def test_nothing_in_the_folder_keeps_the_receipts_behind_it_waiting(folder):
    """The same name came before, as a folder with something in it, and lies in error/ and done/."""
    for name in ("error/a.xml", "done/z.xml", "a.xml"):
        (folder / name).mkdir(parents=True)
        (folder / name / "kept").touch()
    (folder / "z.xml").write_bytes(b"<one/>")
    assert collect() == 1
    assert [bytes(r.content) for r in Receipt.objects.all()] == [b"<one/>"]
    assert content(folder) == [
        "done/z.xml.2", "done/z.xml/kept", "error/a.xml.2/kept", "error/a.xml/kept",
    ]  # fmt: skip


def test_what_lies_in_error_is_never_written_over(folder):
    for more in (1, 2):
        (folder / "large.xml").write_bytes(b"x" * (4 * 1024 * 1024 + more))
        collect()
    sizes = {path.name: path.stat().st_size for path in (folder / "error").iterdir()}
    assert sizes == {"large.xml": 4 * 1024 * 1024 + 1, "large.xml.2": 4 * 1024 * 1024 + 2}
