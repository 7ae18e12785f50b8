"""The whole site as a visitor finds it: `manage.py run_expo` on ports and data of its own."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import psycopg

from tests import database
from tests.journeys.ports import free_block

ROOT = Path(__file__).resolve().parent.parent.parent


class RunningSite:
    """kind: "embedded" or "services" (PostgreSQL, Redis, RabbitMQ, Elasticsearch)."""

    def __init__(self, kind, folder):
        self.kind, self.folder = kind, folder
        self.port = free_block()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.env = {
            **{name: value for name, value in os.environ.items() if name not in SITE_SETTINGS},
            "PORT": str(self.port),
            "VAR_DIR": str(folder),
            "WEB_WORKERS": "2",
            "EMAIL_URL": f"filemail:///{folder}/mail",
        }

    def open(self):
        self.prepare_data()
        try:
            self.start()
        except AssertionError:
            self.close()  # a site that did not start leaves nothing running either
            raise
        return self

    def prepare_data(self):
        """Data from the tests' migrated template, so that only the demo is made here."""
        if self.kind == "embedded":
            copies = database.SqliteCopies("journey", self.folder)
            with database.file_lock("template-sqlite"):
                copies.build_template()
            shutil.copyfile(copies.template, self.folder / "expo.sqlite3")
            return
        name = f"expo_journey_{os.getpid()}"
        server = os.environ["TEST_POSTGRES_URL"].rpartition("/")[0]
        self.postgres = (server.replace("postgres://", "postgresql://") + "/postgres", name)
        with psycopg.connect(self.postgres[0], autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
        self.env |= {
            "DATABASE_URL": f"{server}/{name}",
            "REDIS_URL": os.environ["TEST_REDIS_URL"],
            "CELERY_BROKER_URL": os.environ["TEST_RABBITMQ_URL"],
            "CELERY_QUEUE": name,
            "ELASTICSEARCH_URL": os.environ["TEST_ELASTICSEARCH_URL"],
            "SEARCH_INDEX_PREFIX": name.replace("_", "-"),
        }

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run_expo"],
                cwd=ROOT, env=self.env, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + 300
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            if self.is_ready():
                return
            time.sleep(0.5)
        raise AssertionError(f"the site did not open:\n{self.log.read_text()[-3000:]}")

    def is_ready(self):
        try:
            return urllib.request.urlopen(f"{self.url}/readyz", timeout=2).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def manage(self, *command, check=True):
        result = subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert not check or result.returncode == 0, result.stdout + result.stderr
        return result

    def rows(self, sql):
        """Rows of the site's database, read from outside the site."""
        if self.kind == "embedded":
            with closing(sqlite3.connect(self.folder / "expo.sqlite3", timeout=30)) as connection:
                return connection.execute(sql).fetchall()
        server, name = self.postgres
        with psycopg.connect(server.rpartition("/")[0] + f"/{name}") as connection:
            return connection.execute(sql).fetchall()

    def close(self):
        """One Ctrl-C; the command lines of processes that it left behind."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        left = processes_of(self.folder)
        if self.kind == "services":
            with psycopg.connect(self.postgres[0], autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{self.postgres[1]}" WITH (FORCE)')
        return left


# what the surrounding test run sets for itself and this site must not inherit
SITE_SETTINGS = {
    "DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "ELASTICSEARCH_URL", "VAR_DIR", "PORT",
    "STRIPE_API_BASE", "CLEARANCE_URL", "SEARCH_INDEX_PREFIX", "CELERY_TASK_ALWAYS_EAGER",
}  # fmt: skip


def processes_of(folder):
    """Processes that still carry this site's folder in their environment."""
    processes = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"VAR_DIR={folder}\0".encode() in path.read_bytes():
                processes.append(
                    (path.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                )
        except OSError:
            continue
    return processes
