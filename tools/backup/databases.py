"""The database as a file and back. Either the whole of it is replaced or nothing is."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection

from tools.backup import BackupError

# the schema goes in the same transaction as the new one comes
ANEW = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"

SCHEMA = (b"CREATE SCHEMA public;", b"COMMENT ON SCHEMA public ")
FIRST_TABLE = (b"CREATE TABLE ", b"COPY ")


def dump(path: Path) -> None:
    """Writes one state of the database while the site goes on selling."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            # a file of its own, without a log beside it
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        _run("pg_dump", "--no-owner", "--no-privileges", "--schema", "public", "--file", str(path))


def load(path: Path) -> None:
    """Puts it in the place of the present database."""
    connection.close()
    if connection.vendor == "sqlite":
        _exchange(path, Path(connection.settings_dict["NAME"]))
    else:
        # from a file: the end of a pipe that a kill cut off would be committed
        options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1")
        _run("psql", *options, "--command", ANEW, "--file", str(_without_schema(path)))


def _exchange(path: Path, target: Path) -> None:
    beside = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(path, beside)
    with open(beside, "rb+") as file:
        os.fsync(file.fileno())
    for suffix in ("-wal", "-shm"):  # of the old file: the new one would be read together with them
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    beside.replace(target)


def _without_schema(path: Path) -> Path:
    """`pg_dump --schema public` writes that it is made, which some versions refuse to do twice.
    Before the first table only: behind it a row may begin with the same words."""
    if b"PostgreSQL database dump complete" not in _end_of(path):
        # psql would commit what it had read before the end
        raise BackupError("the database's dump was cut off")
    cleaned = path.with_suffix(".load")
    with open(path, "rb") as dumped, open(cleaned, "wb") as file:
        for line in dumped:
            if not line.startswith(SCHEMA):
                file.write(line)
            if line.startswith(FIRST_TABLE):
                break
        shutil.copyfileobj(dumped, file)
    return cleaned


def _run(program: str, *arguments: str) -> None:
    """By the environment, for a command line may be read by everybody on the machine."""
    named = connection.settings_dict
    values = {
        "PGHOST": named["HOST"], "PGPORT": named["PORT"], "PGUSER": named["USER"],
        "PGPASSWORD": named["PASSWORD"], "PGDATABASE": named["NAME"],
    }  # fmt: skip
    environment = os.environ | {name: str(value) for name, value in values.items() if value}
    environment["PGOPTIONS"] = f"{os.environ.get('PGOPTIONS', '')} -c lock_timeout=60s".strip()
    try:
        result = subprocess.run(  # noqa: S603 - our own command line
            [program, *arguments], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as exc:
        raise BackupError(f"{program} is not installed: postgresql-client brings it") from exc
    if result.returncode:
        raise BackupError(f"{program}: {result.stderr.strip()[-2000:]}")


def _end_of(path: Path) -> bytes:
    with open(path, "rb") as file:
        file.seek(max(0, path.stat().st_size - 400))
        return file.read()
