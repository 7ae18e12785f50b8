"""Evidence stands against the database's own administrator: what he forges, chains and stamps
anew, or cuts off, contradicts the stamp log that lies outside the database."""

import io
import os
import re
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from core.database.read_snapshot import read_snapshot
from evidence import system_figures
from evidence.actions import record
from evidence.models import Entry, Timestamp
from evidence.tasks import EvidenceContradictedError, stamp, verify
from evidence.timestamps import comparison
from evidence.timestamps.base import TimestampError
from evidence.timestamps.chain_head import stamp_head
from evidence.timestamps.comparison import timestamp_errors
from evidence.timestamps.local import LocalAuthority
from evidence.timestamps.stamp_log import FileStampLog, chain_errors, stamp_log
from evidence.timestamps.tail import tail_errors
from evidence.verification import verify_chain
from tests.evidence import forger
from tests.openssl import needs_openssl
from tests.process_kill import killed_before_statement
from tests.threads import needs_row_locks, run_together

pytestmark = [pytest.mark.django_db, needs_openssl]


def note(total="1.00"):
    record(subject="order A", kind="placed", payload={"total": total})


@pytest.fixture
def ledger():
    """Four entries; the second and the fourth are stamped."""
    for total in ("1.00", "2.00", "3.00", "4.00"):
        note(total)
        if total in ("2.00", "4.00"):
            stamp_head()


@pytest.fixture
def log_file(settings):
    return settings.EVIDENCE_STAMP_LOG


def verified(*arguments):
    """(exit status, what verify_evidence printed)."""
    out = io.StringIO()
    try:
        call_command("verify_evidence", *arguments, stdout=out)
    except SystemExit as exc:
        return exc.code, out.getvalue()
    return 0, out.getvalue()


def test_each_stamp_is_a_line_chained_to_the_one_before(ledger, log_file):
    first, second = stamp_log().lines()
    assert chain_errors([first, second]) == []
    assert [(line.number, line.sequence) for line in (first, second)] == [(1, 2), (2, 4)]
    assert second.previous == first.line_digest
    assert log_file.stat().st_mode & 0o777 == 0o640
    status, text = verified()
    assert status == 0
    assert text.splitlines()[-1] == f"2 lines in the stamp log; last 2:{second.line_digest}"


# R-EVID-5
def test_a_ledger_forged_chained_and_stamped_anew_by_a_new_key_is_found(ledger):
    forger.forge(3, {"total": "9.00"})
    forger.restamp(with_new_key=True)
    assert verify_chain().holds
    status, text = verified()
    assert status == 1
    assert "the stamp of entry 4 does not hold: its authority's certificate is not a pinned" in text
    assert "entry 4 is not the one that line 2 of the stamp log names" in text
    assert "entry 2 is not the one" not in text  # what came before the forged entry still stands


def test_a_ledger_stamped_anew_by_the_pinned_key_itself_contradicts_the_stamp_log(ledger):
    forger.forge(3, {"total": "9.00"})
    forger.restamp(with_new_key=False)
    assert verify_chain().holds
    errors = timestamp_errors()
    assert "the stamp of entry 4 is not in the stamp log" in errors
    assert "entry 4 is not the one that line 2 of the stamp log names" in errors
    assert not [error for error in errors if "does not hold" in error]


def test_an_exchanged_certificate_is_not_believed_for_standing_in_the_database(ledger):
    forger.restamp(with_new_key=True)
    assert [error for error in timestamp_errors() if "not a pinned one" in error]
    note()
    with pytest.raises(TimestampError, match="not a pinned one"):  # nor does the site go on with it
        stamp_head()


def test_a_ledger_cut_off_with_its_stamps_and_head_is_found(ledger):
    forger.cut(3)
    assert verify_chain().holds
    assert timestamp_errors() == ["entry 4 is missing: line 2 of the stamp log names it"]
    for total in ("5.00", "6.00"):  # the site goes on, and nothing is stamped over the gap
        note(total)
        with pytest.raises(TimestampError, match="entry 4 is not the one that line 2 of the"):
            stamp_head()
    assert timestamp_errors() == ["entry 4 is not the one that line 2 of the stamp log names"]


def forged_anew(log_file):
    forger.forge(3, {"total": "9.00"})


def cut_off(log_file):
    forger.cut(3)


def cut_off_at_a_stamp(log_file):
    forger.cut(2)


def stamps_deleted(log_file):
    Timestamp.objects.filter(sequence=2).delete()


def log_lost(log_file):
    log_file.unlink()


def log_cut_off(log_file):
    os.truncate(log_file, log_file.read_bytes().index(b"\n") + 1)


FORGED = "entry 4 is not the one that line 2 of the stamp log names"
CUT = "entry 4 is missing: line 2 of the stamp log names it"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (forged_anew, [FORGED]),
        (cut_off, [CUT]),
        (cut_off_at_a_stamp, [CUT]),
        (stamps_deleted, ["the database has 1 stamps, 2 of the stamp log's lines name one"]),
        (log_lost, ["the stamp log {log} is missing or empty, though there are stamps"]),
        (log_cut_off, ["the database has 2 stamps, 1 of the stamp log's lines name one"]),
    ],
)
def test_what_was_lost_is_said_each_hour_and_shown_among_the_figures(
    ledger, log_file, act, said, caplog
):
    assert contradictions() == 0
    act(log_file)
    said = [sentence.format(log=log_file) for sentence in said]
    assert tail_errors() == said
    for _ in range(2):
        caplog.clear()
        stamp()
        assert [record.args[0] for record in caplog.records if record.levelname == "ERROR"] == said
    assert contradictions() == len(said)


def contradictions():
    return next(system_figures.figures()).value


def test_each_night_the_whole_ledger_is_verified_and_a_run_that_finds_something_fails(
    ledger, caplog
):
    verify()
    Entry.objects.filter(pk=2).update(actor="user 7")
    with pytest.raises(EvidenceContradictedError, match="1 contradictions, the first: evidence"):
        verify()
    assert "evidence entry 2: one of its fields was changed" in caplog.text


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"is_test": False}, "is_test"),
        ({"authority": "WorldTSA"}, "authority"),
        ({"at": datetime(2020, 1, 1, tzinfo=UTC)}, "at"),
    ],
)
def test_what_a_row_says_of_its_stamp_is_compared_with_the_log(ledger, changes, named):
    Timestamp.objects.filter(sequence=4).update(**changes)
    assert timestamp_errors() == [
        f"the stamp of entry 4 has another {named} than line 2 of the stamp log"
    ]


def test_a_log_that_is_cut_off_alone_misses_the_stamps_of_the_database(ledger, log_file):
    os.truncate(log_file, log_file.read_bytes().index(b"\n") + 1)
    assert timestamp_errors() == ["the stamp of entry 4 is not in the stamp log"]


def test_a_lost_log_is_named_and_never_begun_anew_in_silence(ledger, log_file, caplog):
    log_file.unlink()
    note()
    stamp()  # the hourly task
    assert "is missing, though there are stamps" in caplog.text
    assert timestamp_errors() == [
        f"the stamp log {log_file} is missing or empty, though there are stamps"
    ]


def test_who_cuts_ledger_and_log_alike_is_found_by_a_line_somebody_else_keeps(ledger, log_file):
    """The limit: both together hold in themselves. A line noted elsewhere, or any bundle that went
    out later, is what they contradict."""
    witness = re.search(r"last (\S+)", verified()[1])[1]
    forger.cut(3)
    os.truncate(log_file, log_file.read_bytes().index(b"\n") + 1)
    assert verified()[0] == 0
    status, text = verified("--witness", witness)
    assert (status, f"was cut or written anew: {witness} is not in it" in text) == (1, True)
    with pytest.raises(CommandError, match="NUMBER:DIGEST"):
        call_command("verify_evidence", "--witness", "2")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b'"sequence":2', b'"sequence":3', "line 1 of the stamp log was changed"),
        (b'"number":2', b'"number":3', "line 3 of the stamp log does not follow the line before"),
    ],
)
def test_a_changed_line_of_the_log_is_named(ledger, log_file, old, new, error):
    log_file.write_bytes(log_file.read_bytes().replace(old, new))
    assert [each for each in timestamp_errors() if error in each]


def test_a_line_taken_out_of_the_middle_is_missed_by_the_next(ledger, log_file):
    note()
    stamp_head()
    lines = log_file.read_bytes().splitlines(keepends=True)
    log_file.write_bytes(lines[0] + b'{"nothing": "of ours"}\n' + lines[2])
    assert "line 3 of the stamp log does not follow the line before it" in timestamp_errors()


def test_a_row_taken_out_of_the_database_still_stands_in_the_log(ledger):
    Timestamp.objects.filter(sequence=2).delete()
    assert timestamp_errors() == [
        "the stamp of entry 2 is missing from the database: line 1 of the stamp log has it"
    ]


def test_a_line_torn_by_a_power_cut_is_stepped_over(ledger, log_file):
    with open(log_file, "ab") as file:
        file.write(b'{"number": 3, "seq')
    assert timestamp_errors() == []
    note()
    assert stamp_head().sequence == 5
    assert [line.number for line in stamp_log().lines()] == [1, 2, 3]
    assert timestamp_errors() == []


def test_a_log_that_cannot_be_written_stops_no_worker(settings, tmp_path, caplog):
    settings.EVIDENCE_STAMP_LOG = tmp_path / "file" / "stamps.log"
    (tmp_path / "file").write_text("no folder")
    note()
    stamp()
    assert "the stamp log can't be opened" in caplog.text
    assert not Timestamp.objects.exists()


def test_a_new_log_holds_the_stamps_so_far_and_the_ledger_says_so(ledger, log_file):
    with pytest.raises(CommandError, match="has lines already"):
        call_command("begin_stamp_log")
    log_file.rename(log_file.with_suffix(".old"))
    call_command("begin_stamp_log")
    assert timestamp_errors() == []
    assert Entry.objects.last().kind == "stamp log begun"


def test_stamps_made_before_there_was_a_log_are_its_first_lines(ledger, log_file):
    before = log_file.read_bytes()
    begin = import_module("evidence.migrations.0002_stamp_log").begin
    log_file.unlink()
    begin(apps, None)
    begin(apps, None)  # undone in the database only, and run again
    assert [line.sequence for line in stamp_log().lines()] == [2, 4]
    assert timestamp_errors() == []
    assert log_file.read_bytes() == before


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_statement_is_made_good_by_the_next(log_file):
    """Also between the line in the file and the row in the database, the last statement of all.
    Each kill forks a process."""
    LocalAuthority().prepare()
    kills = 0
    while True:
        note()
        if not killed_before_statement(kills + 1, stamp_head):
            break
        kills += 1
        lines = len(stamp_log().lines())
        assert timestamp_errors() == []  # half-way is not broken
        stamp_head()
        assert Timestamp.objects.count() == len(stamp_log().lines()) >= lines
        assert timestamp_errors() == []
    assert kills >= 4
    assert [row.sequence for row in Timestamp.objects.order_by("pk")] == [
        line.sequence for line in stamp_log().lines()
    ]


@pytest.mark.django_db(transaction=True)
def test_workers_that_stamp_at_once_leave_a_line_each_in_order():
    needs_row_locks()
    LocalAuthority().prepare()

    def work(n):
        for _ in range(3):
            note()
            stamp_head()

    assert run_together(2, work) == [None] * 2
    sequences = [line.sequence for line in stamp_log().lines()]
    assert sequences == sorted(set(sequences))
    assert sorted(Timestamp.objects.values_list("sequence", flat=True)) == sequences
    assert timestamp_errors() == []


def test_a_worker_whose_head_was_overtaken_writes_no_line(monkeypatch):
    """Another worker stamps a newer head while the authority still answers this one."""
    note()
    answer = LocalAuthority.stamp

    def slow(self, digest):
        monkeypatch.undo()
        note()
        stamp_head()
        return answer(self, digest)

    monkeypatch.setattr(LocalAuthority, "stamp", slow)
    assert stamp_head() is None
    assert [line.sequence for line in stamp_log().lines()] == [2]
    assert timestamp_errors() == []


@pytest.mark.django_db(transaction=True)
def test_a_stamp_made_while_the_ledger_is_verified_is_no_contradiction(monkeypatch):
    """The snapshot is older than the log's last lines."""
    note()
    stamp_head()
    read = FileStampLog.lines

    def stamped_meanwhile(self):
        def work(_):
            for _ in range(2):
                note()
                stamp_head()

        assert run_together(1, work) == [None]
        return read(self)

    monkeypatch.setattr(FileStampLog, "lines", stamped_meanwhile)
    with read_snapshot():
        assert Timestamp.objects.count() == 1
        assert comparison.timestamp_errors() == []
        assert Timestamp.objects.count() == 1
    assert Timestamp.objects.count() == 3


def test_entries_behind_the_last_stamp_are_counted_aloud(capsys):
    for _number in range(3):
        note()
    call_command("verify_evidence")
    assert "3 of them are newer than the last stamp" in capsys.readouterr().out
    stamp_head()
    call_command("verify_evidence")
    assert "newer than" not in capsys.readouterr().out
