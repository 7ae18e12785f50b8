"""A bundle is checked by the script it brings along, far from the site that made it."""

import io
import json
import re
import subprocess
import sys
import zipfile

import pytest
from asn1crypto import tsp
from django.core.management import call_command

from evidence.actions import record
from evidence.bundles import is_issued, make_bundle
from evidence.check_bundle import BrokenBundleError, check
from evidence.timestamps.base import TimestampError, time_of
from evidence.timestamps.chain_head import stamp_head
from evidence.timestamps.pins import own_fingerprint_file
from evidence.timestamps.stamp_log import stamp_log
from tests.evidence.short_lived import begin_short_life, wait_for_its_end
from tests.openssl import needs_openssl

pytestmark = [pytest.mark.django_db, needs_openssl]
FILES = {"order.json": b'{"total": "545.50"}', "customs/1-CEB311-v1.xml": "<订单/>".encode()}


@pytest.fixture
def bundle(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    record(subject="order A", kind="placed", payload={"total": "545.50"})
    record(subject="order B", kind="placed", payload={"total": "10.00"})
    record(subject="order A", kind="paid", payload={"amount": "545.50", "名": "奶粉"})
    path = tmp_path / "a.zip"
    path.write_bytes(make_bundle("order A", FILES))
    return path


def changed(path, **parts):
    """The same bundle with parts of other content; None takes a part out."""
    with zipfile.ZipFile(path) as bundle:
        now = {name: bundle.read(name) for name in bundle.namelist()} | parts
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for name, content in now.items():
            if content is not None:
                bundle.writestr(name, content)
    other = path.with_name("changed.zip")
    other.write_bytes(packed.getvalue())
    return other


# R-EVID-4
def test_the_enclosed_script_checks_the_bundle_by_itself(bundle, tmp_path, capsys):
    zipfile.ZipFile(bundle).extract("check_bundle.py", tmp_path / "elsewhere")
    script = [sys.executable, "-I", str(tmp_path / "elsewhere" / "check_bundle.py")]
    result = subprocess.run([*script, str(bundle)], capture_output=True, text=True, check=True)
    lines = result.stdout.splitlines()
    assert lines[0].startswith("order A, exported at 20")
    assert lines[1:4] == [
        "4 files hold", "2 entries of the ledger hold", "0 texts that were agreed to hold",
    ]  # fmt: skip
    assert re.match(r"the manifest existed at 20.+ UTC; stamped by which authority", lines[4])
    assert lines[5].startswith("from whom the bundle is, neither its files nor a timestamp prove")
    call_command("verify_evidence", str(bundle))
    assert capsys.readouterr().out == result.stdout
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path / "unpacked")
    beside = [sys.executable, "-I", str(tmp_path / "unpacked" / "check_bundle.py")]
    assert (
        subprocess.run(beside, capture_output=True, text=True, check=True).stdout == result.stdout
    )
    changed_result = subprocess.run(
        [*script, str(changed(bundle, **{"order.json": b"{}"}))], check=False
    )
    assert changed_result.returncode == 1


# R-EVID-6
@pytest.mark.parametrize(
    ("name", "content", "result"),
    [
        ("order.json", b'{"total": "5.50"}', "order.json was changed"),
        ("order.json", None, "order.json is missing"),
        ("more.json", b"{}", "more.json was added"),
        ("manifest.json", None, "this is not an evidence bundle"),
        ("manifest.tsr", b"0", "manifest.tsr does not belong to manifest.json"),
    ],
)
def test_the_first_broken_part_is_named(bundle, name, content, result):
    with pytest.raises(BrokenBundleError, match=result):
        check(changed(bundle, **{name: content}))


def test_a_time_that_nobody_signed_is_not_believed(bundle):
    """The answer around a stamp has a status in words, which openssl prints first."""
    with zipfile.ZipFile(bundle) as parts:
        token = parts.read("manifest.tsr")
    answer = tsp.TimeStampResp.load(token)
    answer["status"]["status_string"] = ["Time stamp: Dec 12 00:00:00 2032 GMT"]
    forged = answer.dump(force=True)
    assert b"2032" in forged
    assert time_of(forged) == time_of(token)
    assert check(changed(bundle, **{"manifest.tsr": forged})) == check(bundle)


def test_a_file_with_another_archive_before_it_is_no_bundle(bundle, tmp_path):
    """What reads it from its beginning would unpack another order."""
    other = changed(bundle, **{"order.json": b'{"total": "5.50"}'})
    both = tmp_path / "both.zip"
    both.write_bytes(other.read_bytes() + bundle.read_bytes())
    with pytest.raises(BrokenBundleError, match="contradicts it"):
        check(both)


def test_who_writes_the_manifest_anew_contradicts_the_stamp(bundle):
    with zipfile.ZipFile(bundle) as parts:
        manifest = json.loads(parts.read("manifest.json"))
    manifest["exported_at"] = "2020-01-01T00:00:00+00:00"
    with pytest.raises(BrokenBundleError, match="does not belong"):
        check(changed(bundle, **{"manifest.json": json.dumps(manifest).encode()}))


def test_an_entry_changed_together_with_its_digest_in_the_manifest_is_named(bundle):
    from evidence.check_bundle import digest

    with zipfile.ZipFile(bundle) as parts:
        manifest = json.loads(parts.read("manifest.json"))
        ledger = parts.read("ledger.json").replace(b"545.50", b"545.5")
    for item in manifest["items"]:
        if item["name"] == "ledger.json":
            item["sha256"] = digest(ledger)
    forged = {"ledger.json": ledger, "manifest.json": json.dumps(manifest).encode()}
    with pytest.raises(BrokenBundleError, match="entry 1: its content was changed"):
        check(changed(bundle, **forged))


def test_a_bundle_goes_out_without_a_stamp_while_the_authority_is_away(bundle, monkeypatch):
    def away(self, digest):
        raise TimestampError("out of reach")

    monkeypatch.setattr("evidence.timestamps.local.LocalAuthority.stamp", away)
    bundle.write_bytes(make_bundle("order A", FILES))
    assert check(bundle)[-2] == "no timestamp is enclosed"


@pytest.mark.parametrize("text", [b"", b"[]", b"PK\x03\x04", b"{}"])
def test_what_is_no_bundle_is_rejected(tmp_path, text):
    path = tmp_path / "x.zip"
    path.write_bytes(text)
    with pytest.raises(BrokenBundleError, match="not an evidence bundle"):
        check(path)
    with pytest.raises(BrokenBundleError, match="not an evidence bundle"):
        check(tmp_path / "absent.zip")


def test_the_script_asks_for_the_authority_whose_fingerprint_is_named(bundle):
    own = own_fingerprint_file().read_text().strip()
    spelled = ":".join(own[n : n + 2] for n in range(0, 64, 2)).upper()  # as openssl prints it
    stamped = f" UTC, stamped by the authority of fingerprint {own}"
    assert check(bundle, own)[-2].endswith(stamped)
    assert check(bundle, spelled)[-2].startswith("the manifest existed at 20")
    assert own in check(bundle)[-2]  # to be compared by eye
    with pytest.raises(BrokenBundleError, match="not by the authority of fingerprint abab"):
        check(bundle, "ab" * 32)


def test_the_ledger_knows_which_bundles_went_out_and_a_bundle_how_long_the_stamp_log_was(bundle):
    with zipfile.ZipFile(bundle) as parts:
        content = parts.read("manifest.json")
    assert is_issued("order A", content)
    assert not is_issued("order A", content + b" ")
    assert not is_issued("order B", content)
    assert json.loads(content)["stamp_log"] is None  # nothing was stamped yet
    stamp_head()
    (line,) = stamp_log().lines()
    with zipfile.ZipFile(io.BytesIO(make_bundle("order A", FILES))) as parts:
        manifest = json.loads(parts.read("manifest.json"))
    assert manifest["stamp_log"] == {"number": 1, "digest": line.line_digest}


@pytest.mark.slow("waits for a certificate to end")
def test_a_bundle_outlives_the_certificate_of_its_stamp(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    begin_short_life()
    record(subject="order A", kind="placed", payload={"total": "545.50"})
    path = tmp_path / "a.zip"
    path.write_bytes(make_bundle("order A", FILES))
    wait_for_its_end()
    assert check(path)[-2].startswith("the manifest existed at 20")
