"""`make run` and `make reset` exclude each other, and say what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from core.mail.console_backend import EmailBackend
from tools.processes import lock
from tools.processes.preparation import prepare

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "expo.sqlite3").write_text("rows")
    return folder


@pytest.fixture
def running(data):
    lock_file = lock.take(data)
    yield data
    os.close(lock_file)


def reset(folder):
    result = subprocess.run(
        ["make", "--silent", "reset", f"VAR_DIR={folder}", f"PYTHON={sys.executable}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return result.returncode, result.stdout


def test_reset_forgets_the_data_of_a_site_at_rest(data):
    code, output = reset(data)
    assert (code, data.exists()) == (0, False)
    assert output.startswith(f"Forgotten: {data}.")


def test_reset_is_refused_while_the_site_runs_and_says_what_to_do(running):
    code, output = reset(running)
    assert code != 0
    assert "Stop it first (Ctrl-C" in output
    assert (running / "expo.sqlite3").read_text() == "rows"


def test_reset_touches_no_folder_that_is_not_the_site_s(tmp_path):
    (tmp_path / "notes").write_text("private")
    code, output = reset(tmp_path)
    assert code != 0
    assert "does not look like" in output
    assert (tmp_path / "notes").exists()


def test_reset_of_nothing_succeeds(tmp_path):
    assert reset(tmp_path / "none")[0] == 0


def test_lock_ends_with_its_process(data):
    code = f"from tools.processes import lock; print(lock.take({str(data)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    lock_file = lock.take(data)
    assert lock_file is not None
    os.close(lock_file)


def test_second_site_on_the_same_data_is_refused(running, settings, monkeypatch):
    settings.VAR_DIR = running
    monkeypatch.setenv("PORT", "0")  # any
    with pytest.raises(CommandError, match="A site is running on the data"):
        call_command("run_expo")


def test_email_in_the_terminal_is_legible(capsys):
    email = mail.EmailMessage("订单已支付", "谢谢。\nhttps://expo.test/orders/E1/", to=["a@b.test"])
    EmailBackend().send_messages([email])
    shown = capsys.readouterr().out
    assert "✉ a@b.test · 订单已支付\n\n谢谢。\nhttps://expo.test/orders/E1/\n" in shown


@pytest.mark.django_db
def test_data_of_an_earlier_version_get_a_sentence(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE expo_user (id integer)")
    with pytest.raises(CommandError, match="make reset"):
        prepare(print)
