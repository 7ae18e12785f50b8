"""The chain's head is stamped now and then; a ledger written anew contradicts its stamp."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command
from django.db import connection

from evidence.actions import record
from evidence.models import Entry, Timestamp
from evidence.tasks import stamp
from evidence.timestamps.base import TimestampError
from evidence.timestamps.chain_head import stamp_head
from evidence.timestamps.comparison import timestamp_errors
from evidence.timestamps.local import LocalAuthority
from evidence.verification import check, verify_chain
from tests.evidence.short_lived import begin_short_life, wait_for_its_end
from tests.openssl import needs_openssl

pytestmark = [pytest.mark.django_db, needs_openssl]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def note(total):
    record(subject="order A", kind="placed", payload={"total": total})


def test_a_head_is_stamped_once_and_again_when_it_has_moved():
    assert stamp_head() is None  # nothing recorded yet
    note("1.00")
    first = stamp_head()
    assert (first.sequence, first.digest, first.is_test) == (1, Entry.objects.get().digest, True)
    assert stamp_head() is None
    note("2.00")
    assert stamp_head().sequence == 2
    assert timestamp_errors() == check() == []


# R-EVID-5
def test_a_chain_written_anew_holds_by_itself_and_contradicts_its_stamp(capsys):
    note("1.00")
    stamp_head()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_entry")
        cursor.execute("DELETE FROM evidence_chainhead")
    note("9.00")
    assert verify_chain().holds
    assert len(timestamp_errors()) == 1
    with pytest.raises(SystemExit):
        call_command("verify_evidence")
    assert "entry 1 is not the one stamped" in capsys.readouterr().out


def test_a_forged_stamp_is_found():
    note("1.00")
    stamp = stamp_head()
    Timestamp.objects.filter(pk=stamp.pk).update(token=bytes(stamp.token)[:-1] + b"x")
    assert timestamp_errors()[0].startswith("the stamp of entry 1 does not hold")


@pytest.mark.slow("waits for a certificate to end")
def test_a_stamp_outlives_the_certificate_it_was_made_by_and_none_is_made_after_that():
    begin_short_life()
    note("1.00")
    stamp_head()
    wait_for_its_end()
    assert timestamp_errors() == []
    note("2.00")
    with pytest.raises(TimestampError, match="certificate has expired"):
        stamp_head()


@pytest.fixture
def outside(settings, folder):
    """An authority that speaks HTTP; `responses`: what it sends instead of a timestamp."""
    own = LocalAuthority()
    trusted = own.prepare() / "certificate.pem"

    class AuthorityHandler(BaseHTTPRequestHandler):
        responses = []

        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            response = (
                self.responses.pop() if self.responses else (200, own._answer(own.prepare(), query))
            )
            self.send_response(response[0])
            self.end_headers()
            self.wfile.write(response[1])

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), AuthorityHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.TIMESTAMP_AUTHORITY = "evidence.timestamps.http.HttpAuthority"
    settings.TSA_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.TSA_CERTIFICATES = str(trusted)
    yield AuthorityHandler.responses
    server.shutdown()
    server.server_close()


# R-EVID-7
def test_an_outside_authority_stamps_by_http(outside):
    note("1.00")
    stamp = stamp_head()
    assert (stamp.authority, stamp.is_test) == ("127.0.0.1", False)
    assert timestamp_errors() == []


@pytest.mark.parametrize(
    ("response", "permanent"),
    [
        ((503, b""), False),
        ((400, b""), True),
        ((200, b"no stamp"), True),
        ((200, b"x" * 70_000), True),
    ],
)
def test_a_wrong_response_of_an_outside_authority_is_no_timestamp(outside, response, permanent):
    note("1.00")
    outside.append(response)
    with pytest.raises(TimestampError) as exc_info:
        stamp_head()
    assert exc_info.value.permanent is permanent
    assert not Timestamp.objects.exists()
    assert stamp_head() is not None  # the next hour


def test_the_hourly_stamp_is_no_error_of_the_worker_when_the_authority_is_away(outside):
    note("1.00")
    outside.append((503, b""))
    stamp()
    assert not Timestamp.objects.exists()
    stamp()
    assert Timestamp.objects.count() == 1


def test_an_authority_whose_certificates_are_not_named_is_not_believed(outside, settings):
    note("1.00")
    settings.TSA_CERTIFICATES = ""
    with pytest.raises(TimestampError, match="TSA_CERTIFICATES"):
        stamp_head()
