"""Production believes the authorities that its settings pin, and does not start without one."""

import pytest
from django.core.management import CommandError, call_command

from evidence.actions import record
from evidence.checks import timestamp_fingerprints
from evidence.timestamps.base import TimestampError
from evidence.timestamps.chain_head import stamp_head
from evidence.timestamps.comparison import timestamp_errors
from evidence.timestamps.local import LocalAuthority
from evidence.timestamps.pins import fingerprints_of, own_fingerprint_file
from tests.openssl import needs_openssl

pytestmark = needs_openssl


def ids(errors):
    return [error.id for error in errors]


def test_production_is_refused_without_a_pinned_authority(settings):
    assert timestamp_fingerprints() == []
    settings.PRODUCTION = True
    (error,) = timestamp_fingerprints()
    assert (error.id, "TSA_FINGERPRINTS" in error.msg) == ("evidence.E001", True)
    settings.TSA_FINGERPRINTS = ["AB:" * 31 + "AB"]
    assert timestamp_fingerprints() == []


def test_a_pin_that_is_no_fingerprint_is_named(settings):
    settings.TSA_FINGERPRINTS = ["ab" * 32, "ab" * 20, "authority.pem"]
    assert ids(timestamp_fingerprints()) == ["evidence.E002"] * 2


def test_the_command_prints_the_line_for_the_settings(settings, capsys):
    call_command("timestamp_fingerprints")
    printed = capsys.readouterr().out.strip()
    (own,) = fingerprints_of(LocalAuthority().certificates())
    assert printed == f"TSA_FINGERPRINTS={own}"
    settings.TIMESTAMP_AUTHORITY = "evidence.timestamps.http.HttpAuthority"
    with pytest.raises(CommandError, match="TSA_CERTIFICATES"):
        call_command("timestamp_fingerprints")


def test_the_first_key_of_our_own_authority_is_pinned_once():
    LocalAuthority().prepare()
    first = own_fingerprint_file().read_text()
    assert first.split() == fingerprints_of(LocalAuthority().certificates())
    (LocalAuthority().prepare() / "certificate.pem").write_text("another")
    LocalAuthority().prepare()
    assert own_fingerprint_file().read_text() == first


@pytest.mark.django_db
def test_a_pin_in_the_settings_counts_and_not_the_one_in_the_folder(settings):
    record(subject="order A", kind="placed", payload={})
    stamp_head()
    assert timestamp_errors() == []
    settings.TSA_FINGERPRINTS = ["ab" * 32]
    assert "not a pinned one" in timestamp_errors()[0]
    with pytest.raises(TimestampError, match="not a pinned one"):
        LocalAuthority().stamp("ab" * 32)
    own = own_fingerprint_file().read_text().strip().upper()
    settings.TSA_FINGERPRINTS = [":".join(own[n : n + 2] for n in range(0, 64, 2))]
    assert timestamp_errors() == []
