"""The drill: a filled site is backed up, destroyed and restored, and everything it can prove it can
still prove. On SQLite, and on PostgreSQL where there is one."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests import filled_database, filled_postgres
from tests.openssl import needs_openssl

pytestmark = [needs_openssl, pytest.mark.slow("processes of their own, on a filled database")]
STAMP = "from evidence.timestamps.chain_head import stamp_head; stamp_head()"


class Site:
    """A site with data of its own, run by its commands."""

    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.data = folder / "var"
        self.data.mkdir(parents=True)
        self.pin = ""

    def manage(self, *commands):
        environment = {
            **os.environ,
            "DATABASE_URL": self.url,
            "VAR_DIR": str(self.data),
            "SEARCH_NUDGE": "0",
            "RATE_LIMITS_ON": "0",
            "EMAIL_URL": "dummymail://",
            "CELERY_TASK_ALWAYS_EAGER": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "TSA_FINGERPRINTS": self.pin,
        }
        script = filled_database.IN_ONE_PROCESS
        result = subprocess.run(
            [sys.executable, "-c", script, filled_database.json.dumps(commands)],
            cwd=filled_database.ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return result.returncode, result.stdout + result.stderr

    def must(self, *commands):
        code, said = self.manage(*commands)
        assert code == 0, said
        return said


class OnSqlite(Site):
    fill = (("migrate", "-v", "0"),)

    def __init__(self, folder):
        super().__init__(folder, f"sqlite:///{folder / 'var' / 'expo.sqlite3'}")
        filled_database.unpack(self.data / "expo.sqlite3")

    def destroy(self):
        shutil.rmtree(self.data)
        self.data.mkdir()

    def counts(self):
        with closing(sqlite3.connect(self.data / "expo.sqlite3")) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for (name,) in names.fetchall()
            }


class OnPostgres(Site):
    fill = (("migrate", "-v", "0"), ("createcachetable",))

    def __init__(self, folder, url):
        super().__init__(folder, url)
        filled_postgres.load(url)

    def destroy(self):
        shutil.rmtree(self.data)
        self.data.mkdir()
        with filled_postgres.connect(self.url) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    def counts(self):
        return filled_postgres.counts(self.url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def site(request, tmp_path):
    if request.param == "sqlite":
        yield OnSqlite(tmp_path)
        return
    with filled_postgres.scratch_database("expo_drill") as url:
        yield OnPostgres(tmp_path, url)


def test_a_site_that_was_destroyed_comes_back_and_can_prove_what_it_could(site, tmp_path):
    backup = str(tmp_path / "backup.tar.gz")
    picture = site.data / "media" / "images" / "honey.jpg"
    listed = site.data / "private" / "goods.csv"
    for path in (picture, listed):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"content of {path.name}")
    said = site.must(
        *site.fill,
        ("timestamp_fingerprints",),
        ("shell", "--no-imports", "-c", STAMP),
        ("backup", backup),
        ("verify_evidence",),
    )
    site.pin = said.split("TSA_FINGERPRINTS=")[1].split()[0]
    before = said.splitlines()[-2:]  # so many entries hold, so many lines of the stamp log
    rows = site.counts()
    assert rows["orders_order"] > 0

    code, refused = site.manage(("restore", backup))
    assert (code != 0, "this site is filled" in refused) == (True, True)

    site.destroy()
    site.must(("restore", backup))
    checks = (("migrate", "--check"), ("check_integrity",), ("verify_evidence",))
    assert site.must(*checks).splitlines()[-2:] == before
    assert site.counts() == rows
    assert picture.read_text() == "content of honey.jpg"
    assert listed.read_text() == "content of goods.csv"
    # its key is elsewhere, as the documents say
    assert not (site.data / "timestamps").exists()
