"""A backup is whole or is none: what was cut off, changed or smuggled in is refused."""

import io
import tarfile

import pytest

from tools.backup import BackupError, archive


@pytest.fixture
def backup(tmp_path):
    (tmp_path / "a.txt").write_text("a picture")
    target = tmp_path / "backup.tar.gz"
    archive.write(target, [("media/a.txt", tmp_path / "a.txt")], {"format": 1}, quiet)
    return target


def quiet(done, total):
    pass


def test_every_file_comes_back_with_its_digest(backup, tmp_path):
    manifest = archive.unpack(backup, tmp_path / "out", quiet)
    assert (tmp_path / "out" / "media" / "a.txt").read_text() == "a picture"
    assert manifest["format"] == 1
    assert manifest["files"]["media/a.txt"]["size"] == 9


def test_a_file_that_goes_while_the_backup_is_made_is_left_out(tmp_path):
    """An editor deletes a picture, or retention does, between the listing and the reading."""
    members = [(f"media/{name}", tmp_path / name) for name in ("a.jpg", "b.jpg", "c.jpg")]
    for _, path in members:
        path.write_text("a picture")

    def delete_next(done, total):
        (tmp_path / "b.jpg").unlink(missing_ok=True)

    archive.write(tmp_path / "backup.tar.gz", members, {"format": 1}, delete_next)
    manifest = archive.unpack(tmp_path / "backup.tar.gz", tmp_path / "out", quiet)
    assert sorted(manifest["files"]) == ["media/a.jpg", "media/c.jpg"]


def test_only_its_owner_reads_it(backup):
    assert backup.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", [0, 40, 160])
def test_a_backup_that_was_cut_off_is_refused(backup, tmp_path, left):
    backup.write_bytes(backup.read_bytes()[:left])
    with pytest.raises(BackupError, match=r"read whole|cut off"):
        archive.unpack(backup, tmp_path / "out", quiet)


def test_a_file_that_was_changed_is_named(backup, tmp_path):
    with tarfile.open(backup) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    members["media/a.txt"] = b"b picture"
    pack(backup, members)
    with pytest.raises(BackupError, match=r"media/a\.txt is not what"):
        archive.unpack(backup, tmp_path / "out", quiet)


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside", "media/../../outside.txt"])
def test_a_file_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    pack(tmp_path / "backup.tar.gz", {name: b"x"})
    with pytest.raises(BackupError, match="leads out"):
        archive.unpack(tmp_path / "backup.tar.gz", tmp_path / "out", quiet)


def test_a_backup_that_breaks_off_leaves_the_one_before(backup, tmp_path):
    before = backup.read_bytes()

    def killed(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.write(backup, [("a", tmp_path / "a.txt")], {}, killed)
    assert backup.read_bytes() == before


def pack(path, members):
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
