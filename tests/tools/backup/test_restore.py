"""A restore is refused while the site is in use, and one that fails leaves the site as it was."""

import os
import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.db import connection

from core.models import Heartbeat
from tools.backup import BackupError, actions, databases

IN_USE = "stop web, worker and beat first"


@pytest.fixture
def media(settings):
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "old.jpg").write_text("old")
    return settings.MEDIA_ROOT


@pytest.fixture
def unpacked(tmp_path):
    """A backup's files; its database is missing, so that loading it fails."""
    folder = tmp_path / "unpacked"
    (folder / "media" / "images").mkdir(parents=True)
    (folder / "media" / "images" / "new.jpg").write_text("new")
    return folder


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def restore(tmp_path):
    """Of a file that is no backup: with that sentence it fails once it reads it."""
    source = tmp_path / "backup.tar.gz"
    source.write_text("nothing")
    actions.restore(source, force=True, without_keys=True, show=lambda done, total: None)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lives_stops_a_restore(tmp_path):
    Heartbeat.beat()
    with pytest.raises(BackupError, match=f"a worker gave a sign .* seconds: {IN_USE}"):
        restore(tmp_path)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_has_the_database_open_stops_a_restore(tmp_path):
    with another_process_has_it_open(), pytest.raises(BackupError, match=f"open: {IN_USE}"):
        restore(tmp_path)
    with pytest.raises(BackupError, match="can't be read whole"):  # unused now: it reads the file
        restore(tmp_path)


def another_process_has_it_open():
    connection.ensure_connection()
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        other = sqlite3.connect(named["NAME"])
        other.execute("SELECT * FROM core_heartbeat").fetchall()
    else:
        other = psycopg.connect(
            host=named["HOST"], port=named["PORT"] or None, user=named["USER"],
            password=named["PASSWORD"], dbname=named["NAME"],
        )  # fmt: skip
    return closing(other)


@pytest.mark.django_db(transaction=True)
def test_a_restore_whose_database_fails_leaves_every_file(media, unpacked):
    with pytest.raises((BackupError, OSError)):
        actions._exchange(unpacked)
    assert names(media) == ["old.jpg"]


@pytest.mark.django_db(transaction=True)
def test_files_are_exchanged_within_their_folder_which_may_be_a_mount_point(
    media, unpacked, tmp_path
):
    databases.dump(unpacked / "database")
    (media / ".restoring").mkdir()  # of a restore that was killed
    (media / ".restoring" / "half.jpg").write_text("half")
    folder = media.stat().st_ino
    actions._exchange(unpacked)
    assert names(media) == ["images", "images/new.jpg"]
    assert media.stat().st_ino == folder


def test_what_a_killed_backup_left_goes_with_the_next_one(tmp_path):
    """It holds whole dumps of the database."""
    old, running = tmp_path / ".expo-backup-old", tmp_path / ".expo-backup-running"
    partial = tmp_path / "expo-20260101-010000.tar.gz.partial"
    for folder in (old, running):
        folder.mkdir()
        (folder / "database").write_text("a dump")
    partial.write_text("half")
    for path in (old, partial):
        os.utime(path, (0, 0))
    actions._remove_leftovers(tmp_path)
    assert names(tmp_path) == [".expo-backup-running", ".expo-backup-running/database"]


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_restore_left_goes_with_the_next_one(tmp_path, settings):
    left = settings.VAR_DIR / ".restore-killed"
    left.mkdir()
    (left / "database").write_text("a dump")
    with pytest.raises(BackupError, match="can't be read whole"):
        restore(tmp_path)
    assert not left.exists()


def test_an_empty_stamp_log_is_none_and_one_with_a_line_stays(tmp_path):
    """A new site's worker has made the file before anything was stamped."""
    copy, target = tmp_path / "copy.log", tmp_path / "stamps.log"
    copy.write_text("of the backup\n")
    target.touch()
    actions._bring_back_once(copy, target)
    assert target.read_text() == "of the backup\n"
    copy.write_text("of another\n")
    actions._bring_back_once(copy, target)
    assert target.read_text() == "of the backup\n"


def test_a_row_that_begins_like_the_schema_stays(tmp_path):
    header = "SET statement_timeout = 0;\nCREATE SCHEMA public;\nCOMMENT ON SCHEMA public IS '';\n"
    rows = (
        "CREATE TABLE public.note (text text);\nCOPY public.note (text) FROM stdin;\n"
        "CREATE SCHEMA public;\nCOMMENT ON SCHEMA public is mine\n\\.\n"
        "-- PostgreSQL database dump complete\n"
    )
    (tmp_path / "database").write_text(header + rows)
    cleaned = databases._without_schema(tmp_path / "database")
    assert cleaned.read_text() == "SET statement_timeout = 0;\n" + rows
