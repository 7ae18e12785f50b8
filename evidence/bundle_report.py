"""What the site says of a bundle that somebody has checked here: what was compared, what holds and
what does not, in the page's language (R-EVID-6, 7). Nothing of the bundle is kept."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.files.texts import read_texts
from evidence import check_bundle
from evidence.bundles import first_issue_at, is_issued
from evidence.check_bundle import BrokenBundleError, Bundle
from evidence.models import Entry
from evidence.timestamps.base import TimestampError, time_of, verify
from evidence.timestamps.pins import fingerprints_of, own_fingerprints, pinned_fingerprints

PROBLEMS = read_texts(__file__, "bundle_problems.yaml")
LARGEST_SEQUENCE = 2**63 - 1  # what a database can be asked for
OK, BAD, OPEN = "ok", "bad", "wait"


@dataclass(frozen=True)
class Finding:
    """One thing that was checked. state: ok, bad, or wait where it could not be decided."""

    title: str
    state: str
    text: str


@dataclass(frozen=True)
class Report:
    """`state`: ok, where the ledger recorded its issue; bad; or wait, where it agrees with itself
    and claims to be older than those records."""

    subject: str
    exported_at: str
    state: str
    findings: list[Finding]


def problem_text(error: BrokenBundleError) -> str:
    """In the page's language."""
    return str(PROBLEMS[error.problem]).format(name=error.name)


def report_on(bundle: Bundle) -> Report:
    """Checks all parts, also those behind a broken one."""
    issue = _issue(bundle)
    findings = [
        _step(_("Files"), _files, bundle),
        _step(_("Entries of the ledger"), _entries, bundle),
        _step(_("Texts that were agreed to"), _texts, bundle),
        _step(_("Timestamp"), _stamp, bundle),
        _step(_("Ledger of this site"), _own_ledger, bundle),
        issue,
    ]
    state = issue.state  # a timestamp says since when, never from whom
    if any(finding.state == BAD for finding in findings):
        state = BAD
    return Report(bundle.subject, bundle.exported_at, state, findings)


def _step(title, check, bundle) -> Finding:
    try:
        return Finding(title, *check(bundle))
    except BrokenBundleError as exc:
        return Finding(title, BAD, problem_text(exc))


def _files(bundle):
    n = check_bundle.check_files(bundle)
    text = ngettext(
        "%(n)s file is as the manifest names it; none is missing or added.",
        "%(n)s files are as the manifest names them; none is missing or added.",
        n,
    )
    return OK, text % {"n": n}


def _entries(bundle):
    n = check_bundle.check_ledger(bundle)
    text = ngettext(
        "%(n)s entry has the digest of its own content.",
        "%(n)s entries have the digest of their own content.",
        n,
    )
    return OK, text % {"n": n}


def _texts(bundle):
    n = check_bundle.check_consents(bundle)
    if not n:
        return OPEN, _("The package contains no texts, only their digests, or there were none.")
    text = ngettext(
        "%(n)s text has the digest of its consent.",
        "%(n)s texts have the digests of their consents.",
        n,
    )
    return OK, text % {"n": n}


def _stamp(bundle):
    token = bundle.read(check_bundle.TOKEN)
    if not token:
        return OPEN, _("The package contains no timestamp.")
    if shutil.which("openssl") is None:
        return OPEN, _("The timestamp could not be checked here now.")
    certificates = bundle.read(check_bundle.TRUSTED)
    fingerprints = set(fingerprints_of(certificates))
    if not fingerprints & pinned_fingerprints():
        return BAD, _("The timestamp is by an authority that this site does not know.")
    try:
        verify(token, bundle.digest(check_bundle.MANIFEST), certificates)
        at = date_format(timezone.localtime(time_of(token)), "Y-m-d H:i:s")
    except TimestampError:
        return BAD, _("The timestamp does not belong to this package.")
    if fingerprints & own_fingerprints():
        text = _("Signed at %(time)s (Beijing time) by our own authority: no proof to others.")
        return OPEN, text % {"time": at}
    text = _("An independent authority signed at %(time)s (Beijing time) that the package existed.")
    return OK, text % {"time": at}


def _own_ledger(bundle):
    """The ledger may have grown since, but nothing of what the bundle names may differ."""
    try:
        check_bundle.check_ledger(bundle)
    except BrokenBundleError:
        return OPEN, _("Not compared: the package's own entries don't hold.")
    named = {each["sequence"]: each["digest"] for each in check_bundle.entries_of(bundle)}
    head = bundle.manifest.get("head")
    if isinstance(head, dict) and isinstance(head.get("sequence"), int):
        named[head["sequence"]] = head.get("digest")
    numbers = [n for n in named if type(n) is int and 0 < n <= LARGEST_SEQUENCE]
    if not numbers:
        return OPEN, _("The package names no entry to compare.")
    ours = dict(Entry.objects.filter(pk__in=numbers).values_list("pk", "digest"))
    if different := sorted(n for n in numbers if ours.get(n) != named[n]):
        text = _("Entry %(number)s is not the same there, or missing: one of the two was changed.")
        return BAD, text % {"number": different[0]}
    return OK, _("The same entries stand there, and the ledger still contains this moment.")


def _issue(bundle):
    title = _("Issued by this site")
    manifest = bundle.read(check_bundle.MANIFEST)
    if is_issued(bundle.subject, manifest):
        return Finding(
            title, OK, _("The ledger recorded that a package with this manifest was issued.")
        )
    since = first_issue_at()
    if since and _latest_moment(bundle) >= since:
        text = _(
            "This site records every package since %(time)s (Beijing time), and not this one: it "
            "was changed, or is not from here."
        )
        at = date_format(timezone.localtime(since), "Y-m-d H:i:s")
        return Finding(title, BAD, text % {"time": at})
    text = _("No record of it: the package is older than these records, changed, or not from here.")
    return Finding(title, OPEN, text)


def _latest_moment(bundle):
    """When the bundle itself says that it was made; a forger may date it back, but not its stamp.
    What names no moment is not dated before anything."""
    moments = []
    with suppress(ValueError, OverflowError):
        moments.append(datetime.fromisoformat(bundle.exported_at).astimezone(UTC))
    with suppress(TimestampError, BrokenBundleError):
        moments.append(time_of(bundle.read(check_bundle.TOKEN)))
    return max(moments, default=datetime.max.replace(tzinfo=UTC))
