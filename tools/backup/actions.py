"""Make a backup of this site, and bring one back."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from evidence.models import Entry
from tools.backup import BackupError, archive, databases, in_use, manifest
from tools.backup.archive import Show
from tools.backup.folders import Exchange, files_of, folders
from tools.processes import lock

DAY = 24 * 60 * 60  # seconds
DATABASE, STAMP_LOG, PIN = "database", "stamps.log", "timestamp-fingerprint.txt"


def back_up(target: Path, show: Show) -> Path:
    """Writes a backup to this file, or into this folder under a name with the time; its path.

    The database comes first and the files after it: a file that its rows name is missing only if
    somebody deletes it meanwhile."""
    if target.is_dir():
        target /= f"expo-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz"
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target.parent)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".expo-backup-") as name:
        folder = Path(name)
        with _no_stamp_meanwhile() as log:
            described = manifest.describe()
            databases.dump(folder / DATABASE)
            if log:
                shutil.copyfile(log, folder / STAMP_LOG)
        _copy_pin(folder)
        archive.write(target, [*files_of("", folder), *_all_files()], described, show)
    return target


def _remove_leftovers(folder: Path) -> None:
    """Whole dumps of backups that were killed; not of one that runs at the same time."""
    for path in [*folder.glob(".expo-backup-*"), *folder.glob("expo-*.tar.gz.partial")]:
        if path.stat().st_mtime < time.time() - DAY:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def _no_stamp_meanwhile() -> Iterator[Path | None]:
    """The stamp log, if there is one. Who stamps waits: a line has its row in the same backup."""
    path = Path(settings.EVIDENCE_STAMP_LOG)
    if not path.exists():
        yield None
        return
    with open(path, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield path


def _copy_pin(folder: Path) -> None:
    pin = Path(settings.VAR_DIR) / PIN  # of our own authority: a fingerprint, not its key
    if pin.exists():
        shutil.copyfile(pin, folder / PIN)


def _all_files() -> Iterator[tuple[str, Path]]:
    for name, folder in folders().items():
        yield from files_of(f"{name}/", folder)


def restore(source: Path, *, force: bool, without_keys: bool, show: Show) -> dict[str, Any]:
    """Brings a backup back; its manifest. Nothing is touched before everything was read and
    verified. Killed later, it is run again with `force`."""
    taken = lock.take(settings.VAR_DIR)
    if taken is None:
        raise BackupError(f"a site is running on {settings.VAR_DIR}: stop it first")
    try:
        in_use.require_unused()
        for killed in Path(settings.VAR_DIR).glob(".restore-*"):  # the lock is ours
            shutil.rmtree(killed)
        if not force and (filled := what_is_here()):
            raise BackupError(f"this site is filled ({filled}): --force replaces all of it")
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".restore-") as name:
            folder = Path(name)
            described = archive.unpack(source, folder, show)
            _require_fitting(described, without_keys=without_keys)
            _exchange(folder)
            _bring_back_once(folder / STAMP_LOG, Path(settings.EVIDENCE_STAMP_LOG))
            _bring_back_once(folder / PIN, Path(settings.VAR_DIR) / PIN)
    finally:
        os.close(taken)
    return described


def what_is_here() -> str:
    """What a restore would replace, as words; empty on a site that was only migrated."""
    tables = connection.introspection.table_names()
    rows = {
        str(model._meta.verbose_name_plural): model.objects.count()
        for model in (get_user_model(), Entry)
        if model._meta.db_table in tables
    }
    files = {f"files in {name}": len(files_of("", path)) for name, path in folders().items()}
    return ", ".join(f"{count} {name}" for name, count in (rows | files).items() if count)


def _require_fitting(described: dict[str, Any], *, without_keys: bool) -> None:
    if described["format"] != manifest.FORMAT:
        raise BackupError(f"its format is {described['format']}, not {manifest.FORMAT}")
    if described["database"] != connection.vendor:
        raise BackupError(
            f"it holds {described['database']}, this site runs on {connection.vendor}"
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := [name for name in described["migrations"] if name not in known]:
        raise BackupError(f"a newer version made it, with migrations unknown here: {newer[:5]}")
    if not without_keys and (missing := manifest.missing_keys(described)):
        raise BackupError(
            f"the settings lack keys that its rows need ({', '.join(missing)}): name them, or give"
            " up what they encrypt with --without-keys"
        )


def _exchange(folder: Path) -> None:
    """Database and files. What may fail comes first: until the database is exchanged, in one step,
    the site is the old one, and after it renames are left to do."""
    exchanges = [Exchange(folder / part, target) for part, target in folders().items()]
    try:
        for exchange in exchanges:
            exchange.stage()
        in_use.require_unused()  # unpacking took its time
        databases.load(folder / DATABASE)
    except BaseException:
        for exchange in exchanges:
            exchange.withdraw()
        raise
    for exchange in exchanges:
        exchange.finish()


def _bring_back_once(copy: Path, target: Path) -> None:
    """A log that is here may know of stamps after the backup: it stays, and `verify_evidence`
    compares the two. One without a line, as a new site's worker leaves it, knows of none."""
    is_here = target.exists() and target.stat().st_size
    if copy.exists() and not is_here:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{target.name}.partial")
        shutil.copyfile(copy, partial)
        partial.replace(target)
