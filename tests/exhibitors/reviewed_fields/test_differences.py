"""What counts as a change."""

from types import SimpleNamespace

from exhibitors.reviewed_fields.differences import differences
from exhibitors.reviewed_fields.fields import FieldValue


def version(text, live=True):
    return SimpleNamespace(live=live, reviewed_fields=lambda: [FieldValue("intro", "Text", text)])


def test_line_ends_of_another_form_are_no_change():
    assert differences(version("一\n\n二"), version("一\r\n\r\n二")) == []


def test_a_changed_word_is_marked_and_nothing_else():
    (difference,) = differences(version("milk from grass"), version("milk from\r\nhills"))
    assert difference.old == [("", "milk from"), ("del", " grass")]
    assert difference.new == [("", "milk from"), ("ins", "\nhills")]


def test_all_of_what_is_not_live_yet_is_new():
    (difference,) = differences(version("old", live=False), version("new"))
    assert (difference.old, difference.new) == ([], [("ins", "new")])
