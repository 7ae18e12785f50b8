"""A site of its own for a measurement: scratch data, filled by the site's own commands."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
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


def migrate():
    manage("migrate", "-v", 0)
    manage("createcachetable")


def filled(folder, goods):
    """A migrated site with the demo expo, `goods` goods and their index, made if not there."""
    done = folder / f"filled-{goods}"
    if not done.exists():
        migrate()
        print(f"seeding {goods} goods: {manage('seed_demo', '--goods', goods):.1f} s")
        print(f"indexing them: {manage('rebuild_search'):.1f} s")
        done.touch()


def folder():
    """Where the data of this run are."""
    return Path(os.environ["VAR_DIR"])


def clocked(call, clock=time.perf_counter):
    """(seconds, result) of `call`."""
    start = clock()
    result = call()
    return clock() - start, result


def timed(call, runs=30, warm=3):
    """(median, worst) milliseconds of `call`."""
    for _ in range(warm):
        call()
    taken = [clocked(call)[0] * 1000 for _ in range(runs)]
    return statistics.median(taken), max(taken)


class LocalServer:
    """A server process on a free port of this machine, from `with` on until its end."""

    def __init__(self, command, env=None):
        """command: the command line of a port."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.command, self.env = command(port), env

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.env, stdout=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.base}/healthz", timeout=20).close()
            except OSError:  # not listening yet, or busy with its imports
                time.sleep(0.1)
            else:
                return self
        self.__exit__()
        raise TimeoutError(f"{self.command} did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
