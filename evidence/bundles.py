"""All that is known of one subject in one file, checkable without this site (R-EVID-4, 6).

A bundle is a ZIP: the subject's entries of the ledger, whatever files an app adds, a manifest with
the digest of each, an authority's stamp under the manifest, and the script that checks it all.
Entries of one subject are not neighbours in the chain, so each is checked by its own digest; the
chain's head at export time, in the manifest, ties the bundle to the ledger, and the stamp log's
last line to that log. The ledger keeps the manifest's digest: the site knows what it issued."""

import io
import json
import logging
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from evidence import check_bundle
from evidence.actions import record
from evidence.chain import canonical, digest_text
from evidence.models import ChainHead, Entry
from evidence.timestamps.base import TimestampError
from evidence.timestamps.chain_head import authority
from evidence.timestamps.stamp_log import StampLogError, stamp_log
from evidence.verification import FIELDS

log = logging.getLogger(__name__)


def make_bundle(subject, files):
    """ZIP bytes for a subject such as "order E26…". files: content by name, without identity
    numbers in clear (R-EVID-6)."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    files = {**files, check_bundle.LEDGER: as_json({"entries": entries_of(subject)})}
    files[check_bundle.CHECKER] = Path(check_bundle.__file__).read_bytes()
    manifest = {
        "subject": subject,
        "exported_at": now,
        "head": {"sequence": head.sequence, "digest": head.digest},
        "stamp_log": _last_line(),
        "items": [
            {"name": name, "sha256": check_bundle.digest(files[name])} for name in sorted(files)
        ],
    }
    content = as_json(manifest)
    record(subject=subject, kind="bundle issued", payload=issued(content))
    files |= _timestamped(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(files):
            bundle.writestr(name, files[name])
    return packed.getvalue()


def entries_of(subject):
    return list(Entry.objects.filter(subject=subject).values(*FIELDS))


def issued(manifest: bytes) -> dict[str, str]:
    """What the ledger says of a bundle that goes out."""
    return {"manifest_sha256": check_bundle.digest(manifest)}


def is_issued(subject: str, manifest: bytes) -> bool:
    """Did this site make the bundle of this manifest, since it keeps record of that?"""
    digest = digest_text(canonical(issued(manifest)))
    return Entry.objects.filter(
        subject=subject, kind="bundle issued", payload_digest=digest
    ).exists()


def first_issue_at() -> datetime | None:
    """Since when the ledger keeps record of bundles, to the second, as bundles name their time."""
    issues = Entry.objects.filter(kind="bundle issued").order_by("sequence")
    first = issues.values_list("at", flat=True).first()
    return datetime.fromisoformat(first).replace(microsecond=0) if first else None


def as_json(content):
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def _last_line():
    """The stamp log's last line: a bundle in somebody's hands proves how long the log was."""
    try:
        last = stamp_log().last_line()
    except StampLogError:
        log.exception("a bundle goes out without the stamp log's last line")
        return None
    return last and {"number": last.number, "digest": last.line_digest}


def _timestamped(manifest):
    """The manifest and, where the authority answers, its stamp: evidence is never withheld."""
    parts = {check_bundle.MANIFEST: manifest}
    try:
        stamp = authority().stamp(digest_text(manifest.decode()))
    except TimestampError:
        log.exception("a bundle goes out without a timestamp")
        return parts
    return parts | {check_bundle.TOKEN: stamp.token, check_bundle.TRUSTED: stamp.certificates}
