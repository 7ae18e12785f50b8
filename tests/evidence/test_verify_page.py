"""Anybody may have a bundle checked by the site, in both languages; the file is kept nowhere."""

import io
import json
import struct
import time
import tracemalloc
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from evidence.actions import record
from evidence.bundles import make_bundle
from evidence.check_bundle import BrokenBundleError, Bundle, digest
from evidence.models import Entry
from evidence.timestamps import local
from evidence.timestamps.base import timestamp_query
from tests.evidence import forger
from tests.openssl import needs_openssl

pytestmark = [pytest.mark.django_db, needs_openssl]
FILES = {"order.json": b'{"total": "545.50"}', "customs/1-CEB311-v1.xml": "<订单/>".encode()}
TEXT = "本人同意。".encode()
CONSENT = {"kind": "identity", "text": "consents/identity.txt", "text_digest": digest(TEXT)}


@pytest.fixture
def parts():
    """A bundle as the site issues it, by name."""
    record(subject="order A", kind="placed", payload={"total": "545.50"})
    record(subject="order B", kind="placed", payload={"total": "10.00"})
    consents = {"consents.json": json.dumps([CONSENT]).encode(), CONSENT["text"]: TEXT}
    with zipfile.ZipFile(io.BytesIO(make_bundle("order A", FILES | consents))) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def packed(parts, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as bundle:
        for name, part in parts.items():
            bundle.writestr(name, part)
    return content.getvalue()


def verify(client, content, language="en"):
    prefix = "" if language == "zh-hans" else f"/{language}"
    file = SimpleUploadedFile("bundle.zip", content, "application/zip")
    return client.post(f"{prefix}/evidence/verify/", {"file": file})


def states(response):
    return [finding.state for finding in response.context["report"].findings]


# R-EVID-6
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["The package holds", "6 files are as the manifest names them", "Order A"]),
        ("zh-hans", ["证据包核验通过", "6 个文件与清单一致", "以这份清单出具证据包的记录"]),
        ("zh-hans", ["订单 A · ", "（北京时间）"]),
    ],
)
def test_an_untouched_bundle_holds_in_both_languages(client, parts, language, words):
    response = verify(client, packed(parts), language)
    page = response.content.decode()
    assert [word for word in words if word not in page] == []
    # our own authority's timestamp is named for what it is (R-EVID-7)
    assert states(response) == ["ok", "ok", "ok", "wait", "ok", "ok"]


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("order.json", "The file order.json was changed."),
        ("customs/1-CEB311-v1.xml", "The file customs/1-CEB311-v1.xml was changed."),
        ("ledger.json", "The file ledger.json was changed."),
        ("consents.json", "The file consents.json was changed."),
        ("consents/identity.txt", "consents/identity.txt is not the text that was agreed to."),
        ("check_bundle.py", "The file check_bundle.py was changed."),
        ("manifest.tsr", "The timestamp does not belong to this package."),
        ("authority.pem", "The timestamp is by an authority that this site does not know."),
        ("manifest.json", "The timestamp does not belong to this package."),
        ("more.json", "The file more.json was added."),
    ],
)
def test_each_part_that_was_tampered_with_is_named(client, parts, name, finding):
    content = bytearray(parts.get(name, b"{}"))
    content[len(content) // 2] ^= 1  # one bit
    if name == "manifest.json":
        content = parts[name].replace(b'"order A"', b'"order Z"')
    if name == "more.json":
        content = b"{}"
    response = verify(client, packed(parts | {name: bytes(content)}))
    assert response.context["report"].state == "bad"
    assert finding in response.content.decode()


@pytest.mark.parametrize("name", ["order.json", "ledger.json", "consents/identity.txt"])
def test_a_part_that_was_taken_out_is_named(client, parts, name):
    del parts[name]
    response = verify(client, packed(parts))
    assert response.context["report"].state == "bad"
    assert f"The file {name} is missing." in response.content.decode()


def rewritten(parts, **changes):
    """Parts changed, and a manifest that names them as they are now."""
    parts = parts | changes
    manifest = json.loads(parts["manifest.json"])
    for item in manifest["items"]:
        item["sha256"] = digest(parts[item["name"]])
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def test_a_bundle_made_anew_with_another_authority_is_found(client, parts, tmp_path, settings):
    """Every digest agrees, and the stamp is genuine: of somebody else's key."""
    forged = rewritten(parts, **{"order.json": b'{"total": "5.50"}'})
    settings.VAR_DIR = tmp_path / "forger"
    local._make_key(settings.VAR_DIR / "timestamps")
    authority, folder = local.LocalAuthority(), settings.VAR_DIR / "timestamps"
    token = authority._answer(folder, timestamp_query(digest(forged["manifest.json"])))
    forged |= {"manifest.tsr": token, "authority.pem": authority.certificates()}
    settings.VAR_DIR = tmp_path
    response = verify(client, packed(forged))
    assert states(response)[:5] == ["ok", "ok", "ok", "bad", "ok"]


@pytest.fixture
def public_authority(settings):
    """An authority of others that the site pins, and that stamps whatever anybody sends it."""
    authority = local.LocalAuthority()
    authority.prepare()
    settings.TSA_FINGERPRINTS = local.fingerprints_of(authority.certificates())
    local.own_fingerprint_file().write_text("00" * 32)
    return authority


def forged_and_stamped(parts, authority, **manifest):
    """Another total, a manifest that agrees, and a genuine stamp under it."""
    forged = rewritten(parts, **{"order.json": b'{"total": "9999.00"}'})
    content = json.dumps(json.loads(forged["manifest.json"]) | manifest).encode()
    stamp = authority.stamp(digest(content))
    return forged | {
        "manifest.json": content, "manifest.tsr": stamp.token, "authority.pem": stamp.certificates
    }  # fmt: skip


def issue_times(at):
    """The site has kept record of its bundles since then."""
    Entry.objects.filter(kind="bundle issued").update(at=at.isoformat(timespec="microseconds"))


@pytest.mark.parametrize("manifest", [{}, {"exported_at": "2026-01-01T00:00:00+00:00"}])
def test_a_forged_bundle_with_a_public_authoritys_stamp_does_not_hold(
    client, parts, public_authority, manifest
):
    """As anybody can make one: it may even be dated back, for the stamp is of today."""
    issue_times(timezone.now() - timedelta(days=30))
    response = verify(client, packed(forged_and_stamped(parts, public_authority, **manifest)))
    assert states(response) == ["ok", "ok", "ok", "ok", "ok", "bad"]
    assert response.context["report"].state == "bad"
    assert "This site records every package since" in response.content.decode()


def test_a_bundle_of_before_the_records_is_not_confirmed_whatever_its_stamp(
    client, parts, public_authority
):
    issue_times(timezone.now() + timedelta(days=1))
    response = verify(client, packed(forged_and_stamped(parts, public_authority)))
    assert states(response) == ["ok", "ok", "ok", "ok", "ok", "wait"]
    assert response.context["report"].state == "wait"
    assert "never from whom it is" in response.content.decode()


def test_a_bundle_made_anew_without_a_timestamp_is_no_evidence(client, parts):
    issue_times(timezone.now() - timedelta(days=30))
    forged = rewritten(parts, **{"order.json": b'{"total": "5.50"}'})
    del forged["manifest.tsr"], forged["authority.pem"]
    response = verify(client, packed(forged))
    assert (response.context["report"].state, states(response)[-1]) == ("bad", "bad")


def test_a_bundle_made_anew_and_dated_before_the_records_is_not_confirmed(client, parts):
    issue_times(timezone.now() - timedelta(days=30))
    forged = rewritten(parts, **{"order.json": b'{"total": "5.50"}'})
    del forged["manifest.tsr"], forged["authority.pem"]
    manifest = json.loads(forged["manifest.json"]) | {"exported_at": "2026-01-01T00:00:00+00:00"}
    response = verify(client, packed(forged | {"manifest.json": json.dumps(manifest).encode()}))
    assert (response.context["report"].state, states(response)[-1]) == ("wait", "wait")


def test_a_bundle_from_before_the_ledger_was_forged_contradicts_it(client, parts):
    forger.forge(2, {"total": "99.00"})
    response = verify(client, packed(parts))
    assert "Entry 2 is not the same there, or missing" in response.content.decode()


def test_a_bundle_outlives_a_ledger_that_was_cut_off(client, parts):
    forger.cut(1)
    assert "Entry 2 is not the same there" in verify(client, packed(parts)).content.decode()


# --- what an attacker sends -------------------------------------------------------------------
@pytest.fixture(scope="module")
def gigabyte():
    """A megabyte that unpacks to one gigabyte of zeros."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        manifest = {"items": [], "subject": "order A", "exported_at": "2026"}
        bundle.writestr("manifest.json", json.dumps(manifest))
        with bundle.open("zeros", "w") as part:
            for _ in range(256):
                part.write(bytes(4 * 1024 * 1024))
    return content.getvalue()


def test_a_gigabyte_in_a_small_zip_is_not_unpacked(client, gigabyte):
    """The fixture packs a gigabyte, which takes a few seconds."""
    assert len(gigabyte) < 8 * 1024 * 1024
    tracemalloc.start()
    began = time.monotonic()
    response = verify(client, gigabyte)
    took, memory = time.monotonic() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert response.status_code == 422
    assert "The package is larger than any of ours" in response.content.decode()
    assert took < 3
    assert memory < 64 * 1024 * 1024


@pytest.mark.parametrize("name", ["manifest.json", "ledger.json", "consents.json"])
def test_json_of_millions_of_nothings_is_not_taken_apart(client, name):
    """A package of 16 KB held a thread for twelve seconds and took half a gigabyte."""
    begin = {"manifest.json": b'{"subject": "a", "items": [', "ledger.json": b'{"entries": ['}
    nothings = begin.get(name, b"[") + b"{}," * 1_000_000 + b"{}]" + b"}" * (name in begin)
    manifest = {"items": [], "subject": "a", "exported_at": "2026"}
    content = packed({"manifest.json": json.dumps(manifest).encode()} | {name: nothings})
    client.get("/evidence/verify/")  # what a first page loads is not counted
    tracemalloc.start()
    response = verify(client, content)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert response.status_code == (422 if name == "manifest.json" else 200)
    assert "The package holds:" not in response.content.decode()
    assert memory < 32 * 1024 * 1024


def test_a_zip_that_lies_about_its_size_is_read_no_further_than_it_says(client, gigabyte):
    lie, size = bytearray(gigabyte), struct.pack("<I", 100)
    header, entry = lie.index(b"zeros") - 30, lie.rindex(b"PK\x01\x02")
    lie[header + 22 : header + 26] = lie[entry + 24 : entry + 28] = size
    bundle = Bundle(io.BytesIO(bytes(lie)))
    tracemalloc.start()
    with pytest.raises(BrokenBundleError, match="can't be read"):
        bundle.digest("zeros")
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    tracemalloc.stop()


def named_twice(parts):
    content = io.BytesIO(packed(parts))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(content, "a") as more:
        more.writestr("order.json", b'{"total": "5.50"}')
    return content.getvalue()


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda parts: b"", "This file is not an evidence package."),
        (lambda parts: b"PK\x05\x06" + bytes(18), "This file is not an evidence package."),
        (lambda parts: packed({"a.txt": b"a"}), "This file is not an evidence package."),
        (lambda parts: packed(parts)[:-200], "This file is not an evidence package."),
        (lambda parts: packed(parts, zipfile.ZIP_LZMA), "This file is not an evidence package."),
        (lambda parts: packed({"manifest.json": b"[" * 100_000}), "is not an evidence package"),
        (lambda parts: packed({"manifest.json": b'{"items": 1}'}), "is not an evidence package"),
        (named_twice, "The file order.json is in it twice."),
        (lambda parts: packed({f"{n}": b"" for n in range(6000)}), "larger than any of ours"),
        (lambda parts: bytes(17 * 1024 * 1024), "The file is larger than 16 MB."),
    ],
    ids=["empty", "no parts", "other", "torn", "lzma", "deep", "list", "twice", "parts", "size"],
)
def test_what_is_no_bundle_gets_a_sentence_and_no_error_page(client, parts, make, text):
    response = verify(client, make(parts))
    assert response.status_code == 422
    assert text in response.content.decode()


@pytest.mark.parametrize(
    "manifest",
    [
        {"subject": "a\0\ud800\u202e<b>", "exported_at": [1], "items": [], "head": []},
        {"subject": {}, "exported_at": None, "items": [{"name": "\ud800", "sha256": 1}]},
        {"subject": "a", "exported_at": "b", "items": [], "head": {"sequence": [], "digest": 1}},
        {"subject": "a", "exported_at": "b", "items": [], "head": {"sequence": 10**30}},
        {"subject": "a", "exported_at": "b", "items": [], "head": {"sequence": True}},
    ],
)
@pytest.mark.parametrize("ledger", [b"[]", b'{"entries": [1]}', b'{"entries": [{"sequence": []}]}'])
def test_a_manifest_of_nonsense_breaks_no_page(client, manifest, ledger):
    parts = {"manifest.json": json.dumps(manifest).encode(), "ledger.json": ledger}
    response = verify(client, packed(parts | {"manifest.tsr": b"\0", "authority.pem": b"\xff"}))
    assert response.status_code == 200
    assert response.context["report"].state == "bad"
    assert "\u202e" not in response.content.decode()


def test_the_file_is_kept_nowhere(client, parts, settings, tmp_path):
    before = {path for path in Path(settings.VAR_DIR).rglob("*") if path.is_file()}
    assert verify(client, packed(parts)).status_code == 200
    assert {path for path in Path(settings.VAR_DIR).rglob("*") if path.is_file()} == before


def test_tries_are_counted_by_network(client, parts, settings):
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"verify_bundle": (1, 300)}
    assert verify(client, packed(parts)).status_code == 200
    assert verify(client, packed(parts)).status_code == 429
    assert client.get(reverse("evidence:verify_bundle")).status_code == 200  # reading is free


def test_a_form_without_a_file_says_what_is_missing(client):
    response = client.post(reverse("evidence:verify_bundle"))
    assert (response.status_code, "file" in response.context["form"].errors) == (422, True)


def test_the_page_names_the_authorities_to_trust_and_is_linked_from_every_page(client, parts):
    page = client.get("/en/evidence/verify/").content.decode()
    own = local.own_fingerprint_file().read_text().strip()
    assert own in page
    assert "Our own authority: its timestamps prove nothing to others." in page
    assert page.count('href="/en/evidence/verify/"') >= 1  # the footer, which each page has


def test_without_the_openssl_command_the_rest_is_checked(client, parts, monkeypatch):
    monkeypatch.setenv("PATH", "")
    response = verify(client, packed(parts))
    assert states(response) == ["ok", "ok", "ok", "wait", "ok", "ok"]
    assert "could not be checked here now" in response.content.decode()
