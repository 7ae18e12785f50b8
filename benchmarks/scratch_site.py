"""A site of its own for a measurement: scratch data, filled by the site's own commands."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent


def scratch(name, **environment) -> Path:
    """Point this process and its children at fresh data; call before Django is set up.

    BENCH_DIR keeps the data between runs, so that 50,000 goods are made once."""
    kept = os.environ.get("BENCH_DIR")
    folder = Path(kept) / name if kept else Path(tempfile.mkdtemp(prefix=f"expo-{name}-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        {
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "CELERY_TASK_ALWAYS_EAGER": "1",
            "RATE_LIMITS_ON": "0",
            "EMAIL_URL": "dummymail://",
            **environment,
        }
    )
    return folder


def empty_database(name, *, keep=False):
    """Environment for a fresh PostgreSQL database where TEST_POSTGRES_URL names a server, else
    for SQLite in the scratch folder. keep: leave the one of an earlier run as it is."""
    url = os.environ.get("TEST_POSTGRES_URL")
    if not url:
        return {}
    server, _, _ = url.rpartition("/")
    address = f"{server}/postgres".replace("postgres://", "postgresql://")
    database = f"expo_bench_{name}"
    with psycopg.connect(address, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if not (keep and known.fetchone()):
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {database}")
    return {"DATABASE_URL": f"{server}/{database}"}


def manage(*command):
    """Run a command of the site; the seconds it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "manage.py", *map(str, command)], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return time.perf_counter() - start


def filled(folder, goods):
    """A migrated site with the demo expo, `goods` goods and their index, made if not there."""
    done = folder / f"filled-{goods}"
    if not done.exists():
        manage("migrate", "-v", 0)
        manage("createcachetable")
        print(f"seeding {goods} goods: {manage('seed_demo', '--goods', goods):.1f} s")
        print(f"indexing them: {manage('rebuild_search'):.1f} s")
        done.touch()


def folder():
    """Where the data of this run are."""
    return Path(os.environ["VAR_DIR"])


def timed(call, runs=30, warm=3):
    """(median, worst) milliseconds of `call`."""
    for _ in range(warm):
        call()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), max(taken)
