"""Tables are files: a row out of shape is an error that names it, not another document."""

import shutil

import pytest

from ceb.codes import TABLES
from ceb.data_files import TableError
from ceb.fields import Field, Group
from ceb.tables import MESSAGES
from ceb.tables.loader import FOLDER, load_messages


@pytest.fixture
def tables(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "tables", ignore=shutil.ignore_patterns("*.py"))


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_files_give_every_kind_in_their_order(tables):
    assert list(load_messages(tables)) == list(MESSAGES)


@pytest.mark.parametrize(
    ("name", "before", "after", "error"),
    [
        ("411.csv", "group,element", "element,group", r"411.csv: columns"),
        ("411.csv", ",time,1,14,", ",time,1,14", r"411.csv, line \d+: 18 values"),
        ("411.csv", ",time,1,14,", ",moment,1,14,", r"411.csv, line \d+.*moment of length 14"),
        ("411.csv", ",text,1,1-18,", ",text,1,1–18,", r"411.csv, line \d+.*of length 1–18"),
        ("411.csv", ",decimal,1,19.5,", ",decimal,1,19,", r"411.csv, line \d+"),
        ("411.csv", ",text,1,1-18,", ",text,1-n,1-18,", r"a field occurs once or not at all"),
        ("411.csv", "PaymentHead,payName", "PaymentBody,payName", r"411.csv.*PaymentBody"),
        ("411.csv", "PaymentHead,payName", "PaymentHead,payCode", r"twice in one group"),
        ("411.csv", "Payment,PaymentHead", ",PaymentHead", r"messages.csv, line \d+.*one record"),
        ("messages.csv", "payTransactionId payCode", "payNumber", r"messages.csv.*payNumber"),
        ("messages.csv", ",optional,", ",perhaps,", r"messages.csv.*perhaps"),
        ("messages.csv", ",import,", ",transit,", r"messages.csv.*transit"),
    ],
)
def test_a_row_out_of_shape_is_named(tables, name, before, after, error):
    change(tables / name, before, after)
    with pytest.raises(TableError, match=error):
        load_messages(tables)


def test_an_element_of_the_older_version_stands_behind_the_newer_one(tables):
    name = MESSAGES["603"].record.members[0].name
    newer, older = (
        next(field for field in _head(load_messages(tables), name, version) if field.name == "POD")
        for version in ("202205", "2018-113")
    )
    assert (newer.collapse, older.collapse) == (True, False)


def _head(messages, name, version):
    [head] = [member for member in messages["603"].record.members if member.name == name]
    return head.members_of(version)


def fields_of(group):
    for member in group.members:
        if isinstance(member, Field):
            yield member
        elif isinstance(member, Group):
            yield from fields_of(member)


def test_fields_name_code_tables_that_exist():
    named = {
        field.code_table for message in MESSAGES.values() for field in fields_of(message.root)
    } - {""}
    assert named <= set(TABLES)
