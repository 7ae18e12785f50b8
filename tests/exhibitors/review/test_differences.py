"""What counts as a change."""

from types import SimpleNamespace

from exhibitors.review.differences import Field, differences


def thing(text, live=True):
    return SimpleNamespace(live=live, reviewed_fields=lambda: [Field("intro", "Text", text)])


def test_line_ends_of_another_form_are_no_change():
    assert differences(thing("一\n\n二"), thing("一\r\n\r\n二")) == []


def test_a_changed_word_is_marked_and_nothing_else():
    (found,) = differences(thing("milk from grass"), thing("milk from\r\nhills"))
    assert found.old == [("", "milk from"), ("del", " grass")]
    assert found.new == [("", "milk from"), ("ins", "\nhills")]


def test_all_of_what_is_not_live_yet_is_new():
    (found,) = differences(thing("old", live=False), thing("new"))
    assert (found.old, found.new) == ([], [("ins", "new")])
