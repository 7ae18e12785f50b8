"""What is installed is what the locks name, by hash: the ranges they were made from hold, and the
SBOM says the same."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked(name):
    """[(requirement, its hashes)] of a lock; one package may have a line for each Python."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    return [
        (Requirement(line.split(" --hash")[0].strip()), HASH.findall(line))
        for line in text.splitlines()
    ]


def ranges(name):
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-r")]


def versions(name):
    pinned = {}
    for requirement, _hashes in locked(name):
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        pinned.setdefault(canonicalize_name(requirement.name), []).append(pin.version)
    return pinned


def fits(requirement, pinned):
    return pinned and all(requirement.specifier.contains(version) for version in pinned)


@pytest.mark.parametrize(
    ("lock", "sources"),
    [
        ("requirements.lock", ["requirements.txt"]),
        ("requirements-dev.lock", ["requirements.txt", "requirements-dev.txt"]),
    ],
)
def test_a_lock_fits_its_ranges(lock, sources):
    """Else: `make lock`."""
    pinned = versions(lock)
    outside = [
        str(requirement)
        for source in sources
        for requirement in ranges(source)
        if not fits(requirement, pinned.get(canonicalize_name(requirement.name), []))
    ]
    assert outside == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_each_entry_has_hashes_and_no_address_is_named(lock):
    assert [str(requirement) for requirement, hashes in locked(lock) if not hashes] == []
    text = (ROOT / lock).read_text()
    assert re.findall(r".*(?://|--index|--extra-index|--find-links|@ ).*", text) == []


def test_what_is_tested_is_what_the_image_runs():
    ours, theirs = locked("requirements.lock"), locked("requirements-dev.lock")
    developed = {str(requirement): hashes for requirement, hashes in theirs}
    assert {str(each): developed.get(str(each)) for each, _hashes in ours} == {
        str(each): hashes for each, hashes in ours
    }


def test_the_image_installs_by_the_lock_alone():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"pip install (.*?)(?: *\\)?\n", dockerfile) == [
        "--no-cache-dir --no-compile --require-hashes -r requirements.lock"
    ]


@pytest.mark.slow("writes the SBOM and compares it with the schema")
def test_the_sbom_is_valid_and_whole(tmp_path):
    target = tmp_path / "sbom.cdx.json"
    (line,) = re.findall(r"^\t\$\(BIN\)/(cyclonedx-py .*)$", (ROOT / "Makefile").read_text(), re.M)
    command = line.replace("$(SBOM)", str(target)).split()
    subprocess.run([Path(sys.executable).with_name(command[0]), *command[1:]], cwd=ROOT, check=True)
    text = target.read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    components = {
        (each["name"], each["version"]): sorted(
            digest["content"]
            for reference in each["externalReferences"]
            for digest in reference["hashes"]
        )
        for each in json.loads(text)["components"]
    }
    assert components == {
        (each.name, next(iter(each.specifier)).version): sorted(hashes)
        for each, hashes in locked("requirements.lock")
    }
