"""Checks a bundle of evidence without the site that made it: Python's own library is enough, and
the openssl command where the timestamp is to be checked as well.

    python check_bundle.py [bundle.zip, or the folder it was unpacked to] [--fingerprint SHA256]

Without a name it checks the folder it lies in. Prints what holds; exit 1 and the first broken item
if something does not. Who made the bundle it can't say: only the site knows what it has issued.
The steps: every file has the SHA-256 that manifest.json names and none is missing or added; every
entry of ledger.json has the digest of its own fields and content; every text that was agreed to has
the digest of the consent; manifest.tsr is the authority's signature under manifest.json, by the
certificate of that fingerprint where one is named.
"""

import argparse
import base64
import hashlib
import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from datetime import datetime, timezone
from pathlib import Path

MANIFEST, TOKEN, TRUSTED, CHECKER = (
    "manifest.json", "manifest.tsr", "authority.pem", "check_bundle.py",
)  # fmt: skip
LEDGER, CONSENTS = "ledger.json", "consents.json"
FIELDS = ("sequence", "subject", "kind", "actor", "at", "payload_digest", "previous")
MAX_BYTES = 200 * 1024 * 1024  # of all parts, unpacked
MAX_READ = 2 * 1024 * 1024  # of one part that is read as a whole: as JSON it takes 25 times as much
MAX_PARTS = 5_000
LONGEST_NAME = 120
BLOCK = 1024 * 1024
CERTIFICATE = re.compile(
    rb"-----BEGIN CERTIFICATE-----\s([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----"
)
TOKEN_TIME = re.compile(rb"Time stamp: (\w{3} +\d+ \d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT")
UNREADABLE = (
    OSError, EOFError, ValueError, RuntimeError, NotImplementedError, RecursionError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
PART_HEADER, END_OF_ZIP = struct.Struct("<4s5H3L2H"), struct.Struct("<4s4H2LH")
ZIP64 = b"PK\6\7"
ZIP64_SIZE = 20
PROBLEMS = {
    "no_bundle": "this is not an evidence bundle",
    "too_large": "the bundle is larger than any of ours",
    "twice": "{name} is there twice",
    "hidden": "the ZIP holds more than its directory names, or contradicts it",
    "unreadable": "{name} can't be read",
    "missing": "{name} is missing",
    "changed": "{name} was changed",
    "added": "{name} was added",
    "no_ledger": "ledger.json is no ledger",
    "entry_order": "entry {name}: the entries are not in their order",
    "entry_content": "entry {name}: its content was changed",
    "entry_fields": "entry {name}: one of its fields was changed",
    "entry_incomplete": "entry {name}: it is not a complete entry",
    "no_consents": "consents.json is no list of consents",
    "consent_text": "{name} is not the text that was agreed to",
    "stamp": "manifest.tsr does not belong to manifest.json",
    "authority": "the timestamp is not by the authority of fingerprint {name}",
}

# anybody may have another manifest stamped by the same public authority
ORIGIN = (
    "from whom the bundle is, neither its files nor a timestamp prove: the site that is named as "
    "its origin compares it with its ledger, at /evidence/verify/"
)


def plain(text):
    """A name out of a bundle for eyes: short, and without what steers a terminal or a page."""
    return "".join(each if each.isprintable() else "?" for each in str(text)[:LONGEST_NAME])


class BrokenBundleError(Exception):
    """The first item that does not hold, as a sentence.

    problem: a key of PROBLEMS; name: the part or the entry's number."""

    def __init__(self, problem, name=""):
        self.problem, self.name = problem, plain(name)
        super().__init__(PROBLEMS[problem].format(name=self.name))


class Bundle:
    """The parts of a bundle, a ZIP (path or open file) or the folder it was unpacked to. Nothing is
    unpacked to a disk, and only small parts are read as a whole."""

    def __init__(self, source, max_bytes=MAX_BYTES):
        folder = Path(source) if isinstance(source, (str, Path)) else None
        self.archive = None
        try:
            if folder and folder.is_dir():
                self._open_folder(folder)
            else:
                self._open_archive(source)
            if len(self.sizes) > MAX_PARTS or sum(self.sizes.values()) > max_bytes:
                raise BrokenBundleError("too_large")
            if self.archive and not has_one_reading(self.archive):
                raise BrokenBundleError("hidden")
        except UNREADABLE as exc:
            raise BrokenBundleError("no_bundle") from exc
        self.manifest, self.items = self._manifest()
        self.subject = plain(self.manifest["subject"])
        self.exported_at = plain(self.manifest["exported_at"])

    def _open_folder(self, folder):
        parts = {part.relative_to(folder).as_posix(): part for part in folder.rglob("*")}
        self.sizes = {name: p.stat().st_size for name, p in parts.items() if p.is_file()}
        self.open = lambda name: (folder / name).open("rb")

    def _open_archive(self, source):
        self.archive = archive = zipfile.ZipFile(source)
        self.sizes, self.open = {}, archive.open
        for part in archive.infolist():
            if part.filename in self.sizes:  # which of both one sees depends on the program
                raise BrokenBundleError("twice", part.filename)
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise NotImplementedError(part.compress_type)
            # binds what is read: a lie ends in BadZipFile
            self.sizes[part.filename] = part.file_size

    def _manifest(self):
        if MANIFEST not in self.sizes:
            raise BrokenBundleError("no_bundle")
        try:
            manifest = self.json(MANIFEST)
            items = {str(item["name"]): item["sha256"] for item in manifest["items"]}
            if not {"subject", "exported_at"} <= set(manifest):
                raise BrokenBundleError("no_bundle")
        except (BrokenBundleError, KeyError, TypeError) as exc:
            raise BrokenBundleError("no_bundle") from exc
        return manifest, items

    def digest(self, name):
        """SHA-256 of a part in hex, read in blocks."""
        digest = hashlib.sha256()
        try:
            with self.open(name) as part:
                while block := part.read(BLOCK):
                    digest.update(block)
        except UNREADABLE as exc:
            raise BrokenBundleError("unreadable", name) from exc
        return digest.hexdigest()

    def read(self, name):
        """A part's bytes; empty where there is none."""
        if self.sizes.get(name, 0) > MAX_READ:
            raise BrokenBundleError("too_large")
        try:
            if name not in self.sizes:
                return b""
            with self.open(name) as part:
                return part.read()
        except UNREADABLE as exc:
            raise BrokenBundleError("unreadable", name) from exc

    def json(self, name):
        try:
            return json.loads(self.read(name))
        except UNREADABLE as exc:
            raise BrokenBundleError("unreadable", name) from exc


def has_one_reading(archive):
    """Whether the ZIP is its parts, one behind the other, and their directory, and says the same of
    them wherever it speaks of them. Else a program that goes by another of these places than Python
    does would unpack other parts than those that were checked."""
    file, at = archive.fp, 0
    for part in sorted(archive.infolist(), key=lambda part: part.header_offset):
        file.seek(part.header_offset)
        header = PART_HEADER.unpack(file.read(PART_HEADER.size))
        _mark, _version, *said, _time, _date, crc, packed, unpacked, name, extra = header
        named = [part.flag_bits, part.compress_type, part.CRC, part.compress_size, part.file_size]
        has_more = extra or part.extra or part.comment or part.flag_bits & 8
        if part.header_offset != at or [*said, crc, packed, unpacked] != named or has_more:
            return False
        at += PART_HEADER.size + name + packed
    end = file.seek(-END_OF_ZIP.size, 2)
    *_disks, parts, size, start, comment = END_OF_ZIP.unpack(file.read())
    file.seek(end - ZIP64_SIZE)
    is_zip64 = file.read(len(ZIP64)) == ZIP64  # whose own figures would count
    one = at == start == archive.start_dir and start + size == end
    return one and parts == len(archive.infolist()) and not (comment or is_zip64)


def digest(content):
    return hashlib.sha256(content).hexdigest()


def check_files(bundle):
    """How many files have the digest that the manifest names."""
    for name, wanted in bundle.items.items():
        if name not in bundle.sizes:
            raise BrokenBundleError("missing", name)
        if bundle.digest(name) != wanted:
            raise BrokenBundleError("changed", name)
    if added := set(bundle.sizes) - set(bundle.items) - {MANIFEST, TOKEN, TRUSTED, CHECKER}:
        raise BrokenBundleError("added", min(added))
    return len(bundle.items)


def entries_of(bundle):
    """The entries of ledger.json, as they stand there."""
    if LEDGER not in bundle.sizes:
        return []
    try:
        return list(bundle.json(LEDGER)["entries"])
    except (BrokenBundleError, KeyError, TypeError) as exc:
        raise BrokenBundleError("no_ledger") from exc


def check_ledger(bundle):
    """How many entries have the digest of their own fields and content."""
    entries, last = entries_of(bundle), 0
    for entry in entries:
        if problem := entry_problem(entry, last):
            number = entry.get("sequence", "?") if isinstance(entry, dict) else "?"
            raise BrokenBundleError(problem, number)
        last = entry["sequence"]
    return len(entries)


def entry_problem(entry, after):
    """Why an entry of the ledger does not hold, a key of PROBLEMS or an empty string."""
    try:
        fields = [entry[name] for name in FIELDS]
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if entry["sequence"] <= after:
            return "entry_order"
        if digest(entry["payload"].encode()) != entry["payload_digest"]:
            return "entry_content"
        if digest(text.encode()) != entry["digest"]:
            return "entry_fields"
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return "entry_incomplete"
    return ""


def check_consents(bundle):
    """How many texts have the digest of the consent that names them."""
    if CONSENTS not in bundle.sizes:
        return 0
    try:
        texts = {
            each["text"]: each["text_digest"]
            for each in bundle.json(CONSENTS)
            if each.get("text")  # a bundle of earlier days names digests only
        }
    except (BrokenBundleError, KeyError, TypeError, AttributeError) as exc:
        raise BrokenBundleError("no_consents") from exc
    for name, wanted in texts.items():
        if name not in bundle.sizes:
            raise BrokenBundleError("missing", name)
        if bundle.digest(name) != wanted:
            raise BrokenBundleError("consent_text", name)
    return len(texts)


def check_stamp(bundle, fingerprint=""):
    """A sentence on the timestamp under the manifest."""
    if TOKEN not in bundle.sizes:
        return "no timestamp is enclosed"
    if shutil.which("openssl") is None:
        return "the timestamp was not checked: there is no openssl command"
    fingerprints = fingerprints_of(bundle.read(TRUSTED))
    anchor = b"".join(fingerprints.values())
    if fingerprint:
        anchor = fingerprints.get(fingerprint.lower().replace(":", ""))
        if anchor is None:
            raise BrokenBundleError("authority", fingerprint)
    at = _signed_at(bundle, anchor)
    if at is None:
        raise BrokenBundleError("stamp")
    existed = f"the manifest existed at {at:%Y-%m-%d %H:%M:%S} UTC"
    if fingerprint:
        return f"{existed}, stamped by the authority of fingerprint {fingerprint}"
    return (
        f"{existed}; stamped by which authority, says authority.pem: compare its"
        f" fingerprint {', '.join(fingerprints)} with the one that the site publishes"
    )


def _signed_at(bundle, anchor):
    """When manifest.tsr was made, if it is a signature under the manifest that leads to a
    certificate of `anchor`, all of them valid at that time; else None."""
    arguments = ["-data", MANIFEST, "-in", TOKEN, "-CAfile", "anchor", "-untrusted", TRUSTED]
    with tempfile.TemporaryDirectory() as folder:
        for name in (MANIFEST, TOKEN, TRUSTED):
            Path(folder, name).write_bytes(bundle.read(name))
        Path(folder, "anchor").write_bytes(anchor)
        at = _time_of(folder)
        if at is None:
            return None
        moment = str(int(at.timestamp()))
        done = _openssl(folder, "-verify", "-partial_chain", *arguments, "-attime", moment)
    return None if done.returncode else at


def _time_of(folder):
    """What the signed part of the token says; None where it says nothing. `verify` proves that it
    is signed; around it stands a status in words, where anybody may write another time."""
    _openssl(folder, "-reply", "-in", TOKEN, "-token_out", "-out", "signed")
    shown = _openssl(folder, "-reply", "-in", "signed", "-token_in", "-text").stdout
    match = TOKEN_TIME.search(shown)
    if match is None:
        return None
    text = b" ".join(match.groups()).decode()
    return datetime.strptime(text, "%b %d %H:%M:%S %Y").replace(tzinfo=timezone.utc)  # noqa: UP017  # older Pythons'


def _openssl(folder, *arguments):
    """The finished command, whatever its status."""
    command = ["openssl", "ts", *arguments]
    # no shell, and no argument but our own
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=60)  # noqa: S603


def fingerprints_of(pem):
    """{SHA-256 in hex: PEM} of the certificates in a PEM text."""
    certificates = {}
    for match in CERTIFICATE.finditer(pem):
        try:
            certificates[digest(base64.b64decode(match[1]))] = match[0] + b"\n"
        except ValueError:
            continue
    return certificates


def check(source, fingerprint=""):
    """Sentences on what holds; raises BrokenBundleError."""
    bundle = Bundle(source)
    files, entries, texts = check_files(bundle), check_ledger(bundle), check_consents(bundle)
    return [
        f"{bundle.subject}, exported at {bundle.exported_at}",
        f"{files} files hold",
        f"{entries} entries of the ledger hold",
        f"{texts} texts that were agreed to hold",
        check_stamp(bundle, fingerprint),
        ORIGIN,
    ]


def main():
    parser = argparse.ArgumentParser(description="Checks a bundle of evidence.")
    parser.add_argument("bundle", nargs="?", default=Path(__file__).parent)
    parser.add_argument("--fingerprint", default="", help="SHA-256 of the authority's certificate")
    arguments = parser.parse_args()
    try:
        print("\n".join(check(arguments.bundle, arguments.fingerprint)))
    except BrokenBundleError as broken:
        print(f"broken: {broken}")
        sys.exit(1)


if __name__ == "__main__":
    main()
