"""A filled database of the first migrations, kept so that later ones are tried on real rows.

python -m tests.filled_database      makes `filled_database.sqlite3.xz` anew: only while nothing is
deployed. From then on the file stays as it is, and every new migration has to bring it forward."""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path(__file__).with_suffix(".sqlite3.xz")
IN_ONE_PROCESS = """
import json, sys
import django
from django.core.management import call_command
django.setup()
for command in json.loads(sys.argv[1]):
    call_command(*command)
"""


def unpack(path):
    path.write_bytes(lzma.decompress(ARCHIVE.read_bytes()))


def manage(url, folder, *commands):
    """Run commands of the site on this database, in one process, which takes seconds to start; its
    result, with what it printed."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "VAR_DIR": str(folder),
        "SEARCH_NUDGE": "0",
        "RATE_LIMITS_ON": "0",
        "EMAIL_URL": "dummymail://",
        "CELERY_TASK_ALWAYS_EAGER": "1",
    }
    environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    return subprocess.run(
        [sys.executable, "-c", IN_ONE_PROCESS, json.dumps(commands)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def main():
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "filled.sqlite3"
        result = manage(
            f"sqlite:///{database}",
            folder,
            ("migrate", "-v", "0"),
            ("createcachetable",),
            ("seed_demo", "--goods", "40"),
            ("place_demo_orders", "3", "--pay"),
        )
        if result.returncode:
            raise SystemExit(result.stderr)
        compact = Path(folder) / "compact.sqlite3"
        with sqlite3.connect(database) as connection:
            connection.execute("VACUUM INTO ?", [str(compact)])
        ARCHIVE.write_bytes(lzma.compress(compact.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{ARCHIVE.name}: {ARCHIVE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
