"""Test databases copied from a migrated template.

Wagtail's migrations take twenty seconds and make the root page that page tests need. They run
once per set of migrations, into a template in `var/`; every worker, and every test that commits
for real, starts from a copy."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "tests"
PACKAGES = (  # with migrations of their own
    "Django",
    "wagtail",
    "wagtail-localize",
    "django-axes",
    "django-otp",
    "django-otp-webauthn",
)
MIGRATE = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable", "expo_cache")
"""


def migrations_digest():
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(version(package).encode())
    # a library's tables come and go with its place in the settings
    digest.update(" ".join(settings.INSTALLED_APPS).encode())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def migrate_into(url):
    env = {**os.environ, "DATABASE_URL": url, "VAR_DIR": str(FOLDER)}
    subprocess.run([sys.executable, "-c", MIGRATE], cwd=ROOT, env=env, check=True)


@contextmanager
def file_lock(name):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteCopies:
    def __init__(self, worker, folder):
        self.name = folder / f"test-{worker}-{os.getpid()}.sqlite3"
        self.template = FOLDER / f"template-{migrations_digest()}.sqlite3"

    def build_template(self):
        if self.template.exists():
            return
        building = self.template.with_suffix(".building")
        building.unlink(missing_ok=True)  # of a run that was stopped half-way
        migrate_into(f"sqlite:///{building}")
        building.rename(self.template)

    def restore(self, source=None):
        connection.close()
        # a new file, not new content: a connection that some thread has left open would share the
        # old one's memory with ours ("disk I/O error")
        self.delete()
        shutil.copyfile(source or self.template, self.name)

    def keep(self, name):
        """What the database holds now, for `restore`."""
        kept = self.name.with_name(name)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(kept)])
        return kept

    def delete(self):
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.name}{suffix}").unlink(missing_ok=True)


class PostgresCopies:
    def __init__(self, worker, folder):
        original = settings.DATABASES["default"]["NAME"]
        self.name = f"test_{original}_{worker}_{os.getpid()}"
        self.template = f"template_{original}_{migrations_digest()}"
        self.kept = []

    def server(self):
        values = connection.settings_dict
        return psycopg.connect(
            host=values["HOST"] or None, port=values["PORT"] or None, user=values["USER"] or None,
            password=values["PASSWORD"] or None, dbname="postgres", autocommit=True,
        )  # fmt: skip

    def build_template(self):
        values = connection.settings_dict
        building = f"{self.template}_building"
        with self.server() as server:
            if server.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.template]
            ).fetchone():
                return
            server.execute(f'DROP DATABASE IF EXISTS "{building}"')
            server.execute(f'CREATE DATABASE "{building}"')
            password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
            port = f":{values['PORT']}" if values["PORT"] else ""
            address = f"{values['USER']}{password}@{values['HOST']}{port}"
            migrate_into(f"postgres://{address}/{building}")
            server.execute(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')

    def restore(self, source=None):
        connection.close()
        with self.server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{source or self.template}"')

    def keep(self, name):
        """What the database holds now, for `restore`."""
        connection.close()
        self.kept.append(f"{self.name}_{name}")
        with self.server() as server:
            server.execute(f'CREATE DATABASE "{self.kept[-1]}" TEMPLATE "{self.name}"')
        return self.kept[-1]

    def delete(self):
        with self.server() as server:
            for name in (self.name, *self.kept):
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copies(worker, folder):
    """The copier for the database in settings, with its template ready; SQLite's copies lie in
    `folder`."""
    copier = (SqliteCopies if connection.vendor == "sqlite" else PostgresCopies)(worker, folder)
    with file_lock(f"template-{connection.vendor}"):
        copier.build_template()
    return copier


def use(copier):
    copier.restore()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(copier.name)
