"""`manage.py check_identity` as a script calls it."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

STANDARD = "11010519491231002X"


def check(path):
    out = io.StringIO()
    call_command("check_identity", str(path), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def result(typed, normalized, reason=None, birth_date=None):
    return {
        "input": typed,
        "normalized": normalized,
        "accepted": reason is None,
        "reason": reason,
        "birth_date": birth_date,
    }


def test_every_line_gets_one_answer(tmp_path):
    path = tmp_path / "numbers.txt"
    path.write_bytes(
        b"\xef\xbb\xbf11010519491231002X\r\n"
        b" 11010519491231002x\n"
        b"\n"
        b"110105194912310021\n"
        b"\xd0\xd5\xc3\xfb\n"  # GB18030
        b"110105491231002"
    )
    assert check(path) == [
        result(STANDARD, STANDARD, birth_date="1949-12-31"),
        result(" 11010519491231002x", STANDARD, birth_date="1949-12-31"),
        result("", "", "empty"),
        result("110105194912310021", "110105194912310021", "checksum"),
        result("\ufffd\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd\ufffd", "characters"),
        result("110105491231002", "110105491231002", "old_format"),
    ]


def test_exotic_line_ends_inside_a_line_do_not_split_the_answer(tmp_path):
    path = tmp_path / "numbers.txt"
    path.write_text("1\u20282\x853\x0b4\n", encoding="utf-8")
    assert [line["input"] for line in check(path)] == ["1\u20282\x853\x0b4"]


def test_residence_permits_pass_where_the_setting_allows_them(tmp_path, settings):
    path = tmp_path / "numbers.txt"
    path.write_text("830000188501010015\n")
    assert [line["reason"] for line in check(path)] == ["permit"]

    settings.IDENTITY_ALLOW_RESIDENCE_PERMITS = True
    assert [line["accepted"] for line in check(path)] == [True]


def test_a_missing_file_ends_with_code_2(tmp_path):
    with pytest.raises(CommandError) as exc_info:
        check(tmp_path / "none.txt")
    assert exc_info.value.returncode == 2
