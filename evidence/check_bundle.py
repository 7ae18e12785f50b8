"""Checks a bundle of evidence without the site that made it: Python's own library is enough, and
the openssl command where the timestamp is to be checked as well.

    python check_bundle.py [bundle.zip, or the folder it was unpacked to]

Without a name it checks the folder it lies in. Prints what holds; exit 1 and the first broken item
if something does not. The steps: every file has the SHA-256 that manifest.json names and none is
missing or added; every entry of ledger.json has the digest of its own fields and content;
manifest.tsr is the authority's signature under manifest.json.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MANIFEST, TOKEN, TRUSTED, CHECKER = (
    "manifest.json", "manifest.tsr", "authority.pem", "check_bundle.py",
)  # fmt: skip
FIELDS = ("sequence", "subject", "kind", "actor", "at", "payload_digest", "previous")
MAX_BYTES = 200 * 1024 * 1024


class BrokenBundleError(Exception):
    """The first item that does not hold, as a sentence."""


def digest(content):
    return hashlib.sha256(content).hexdigest()


def entry_error(entry, after):
    """Why an entry of the ledger does not hold, or an empty string."""
    try:
        fields = [entry[name] for name in FIELDS]
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if entry["sequence"] <= after:
            return "the entries are not in their order"
        if digest(entry["payload"].encode()) != entry["payload_digest"]:
            return "its content was changed"
        if digest(text.encode()) != entry["digest"]:
            return "one of its fields was changed"
    except (KeyError, TypeError, AttributeError):
        return "it is not a complete entry"
    return ""


def _packed(path):
    """{name: content} of a ZIP."""
    with zipfile.ZipFile(path) as bundle:
        if sum(part.file_size for part in bundle.infolist()) > MAX_BYTES:
            raise BrokenBundleError("the bundle is larger than any of ours")
        return {name: bundle.read(name) for name in bundle.namelist()}


def _unpacked(folder):
    """{name: content} of the folder it was unpacked to."""
    parts = {part.relative_to(folder).as_posix(): part for part in folder.rglob("*")}
    files = {name: part for name, part in parts.items() if part.is_file()}
    if sum(part.stat().st_size for part in files.values()) > MAX_BYTES:
        raise BrokenBundleError("the folder is larger than any of our bundles")
    return {name: part.read_bytes() for name, part in files.items()}


def check(path):
    """Sentences on what holds; raises BrokenBundleError."""
    try:
        parts = _unpacked(Path(path)) if Path(path).is_dir() else _packed(path)
        manifest = json.loads(parts[MANIFEST])
        items = {item["name"]: item["sha256"] for item in manifest["items"]}
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as exc:
        raise BrokenBundleError("this is not an evidence bundle") from exc
    for name, wanted in items.items():
        if name not in parts:
            raise BrokenBundleError(f"{name} is missing")
        if digest(parts[name]) != wanted:
            raise BrokenBundleError(f"{name} was changed")
    if added := set(parts) - set(items) - {MANIFEST, TOKEN, TRUSTED, CHECKER}:
        raise BrokenBundleError(f"{min(added)} was added")
    entries = _entries(parts["ledger.json"]) if "ledger.json" in parts else 0
    return [
        f"{manifest['subject']}, exported at {manifest['exported_at']}",
        f"{len(items)} files hold",
        f"{entries} entries of the ledger hold",
        _stamp(parts),
    ]


def _entries(text):
    try:
        entries = json.loads(text)["entries"]
    except (ValueError, KeyError, TypeError) as exc:
        raise BrokenBundleError("ledger.json is no ledger") from exc
    last = 0
    for entry in entries:
        if reason := entry_error(entry, last):
            number = entry.get("sequence", "?") if isinstance(entry, dict) else "?"
            raise BrokenBundleError(f"entry {number}: {reason}")
        last = entry["sequence"]
    return len(entries)


def _stamp(parts):
    if TOKEN not in parts:
        return "no timestamp is enclosed"
    if shutil.which("openssl") is None:
        return "the timestamp was not checked: there is no openssl command"
    with tempfile.TemporaryDirectory() as folder:
        for name in (MANIFEST, TOKEN, TRUSTED):
            Path(folder, name).write_bytes(parts.get(name, b""))
        arguments = ["-data", MANIFEST, "-in", TOKEN, "-CAfile", TRUSTED]
        command = ["openssl", "ts", "-verify", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60)  # noqa: S603
    if done.returncode:
        raise BrokenBundleError("manifest.tsr does not belong to manifest.json")
    return "the timestamp holds; whose it is, and whether to trust it, says authority.pem"


if __name__ == "__main__":
    try:
        print("\n".join(check(sys.argv[1] if sys.argv[1:] else Path(__file__).parent)))
    except BrokenBundleError as broken:
        print(f"broken: {broken}")
        raise SystemExit(1) from None
