"""What the Dockerfile, compose.yaml and the list of what goes into the image must agree on. The
image itself is tried by `python -m tests.image`."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.image import rehearsal

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
# Debian's releases and their PostgreSQL
CLIENTS = {"bookworm": "15", "trixie": "17"}


def test_the_image_can_dump_the_database_of_compose():
    """pg_dump refuses a server that is newer than itself."""
    server = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["db"]["image"]
    releases = set(re.findall(r"^FROM python:[\d.]+-slim-(\w+) ", DOCKERFILE, re.MULTILINE))
    clients = re.findall(r"postgresql-client-(\d+)|/postgresql/(\d+)/bin", DOCKERFILE)
    assert {CLIENTS[release] for release in releases} == {a or b for a, b in clients}
    assert server == f"postgres:{CLIENTS[releases.pop()]}"
    assert releases == set()


def test_each_base_is_named_with_its_release():
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert [base for base in bases if base != "scratch" and "-slim-" not in base] == []


def test_what_goes_into_the_image_is_what_runs():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    included = {line[1:] for line in lines if line.startswith("!")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    apps = set(project["tool"]["importlinter"]["root_packages"])
    files = {"manage.py", "requirements.lock", "locale", "static", "templates"}
    assert included == apps | files


@pytest.mark.slow("loads the settings in a process of its own")
def test_a_copied_example_starts_the_site_as_docker_reads_it(tmp_path):
    """Docker leaves comments out and passes empty values on, which are no JSON."""
    example = rehearsal.of_the_example()
    assert example["CLEARANCE_KEYS"] == ""
    script = "from config import settings; print(settings.CLEARANCE_KEYS, settings.PRODUCTION)"
    environment = {**os.environ, **example, "VAR_DIR": str(tmp_path)}
    printed = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, check=True, capture_output=True,
        text=True,
    ).stdout  # fmt: skip
    assert printed == "{} False\n"


@pytest.mark.slow("runs a command in a process of its own")
def test_production_takes_the_settings_of_the_trial(tmp_path, monkeypatch):
    """Known before an image is built: compose.yaml's, and all that .env must bring."""
    for name, address in (
        ("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1/expo"),
        ("TEST_REDIS_URL", "redis://127.0.0.1/9"),
        ("TEST_ELASTICSEARCH_URL", "http://127.0.0.1:9200"),
    ):
        monkeypatch.setenv(name, address)
    ports = dict.fromkeys(("proxy", "payment", "customs", "mail"), 21000)
    folders = {name: str(tmp_path / name) for name in ("VAR_DIR", "STATIC_ROOT", "MEDIA_ROOT")}
    environment = {
        **os.environ, **rehearsal.environment(ports), **folders, "TSA_FINGERPRINTS": "ab" * 32,
    }  # fmt: skip
    result = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
