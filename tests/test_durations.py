"""What the end of a run says of tests that took long."""

from types import SimpleNamespace

import pytest

from tests import durations


def report(nodeid, seconds, *keywords, when="call"):
    return SimpleNamespace(nodeid=nodeid, duration=seconds, keywords=keywords, when=when)


def test_what_took_long_without_a_reason_is_named_at_the_end():
    long = report("test_a", 2.1, "test_a")
    reports = [
        long,
        report("test_b", 1.9),
        report("test_c", 9.0, "slow"),
        report("test_d", 9.0, "browser"),
        report("test_e", 9.0, when="setup"),  # a database is made, whoever comes first
    ]
    assert durations.unexplained(reports, {"slow", "browser"}) == [long]


@pytest.mark.slow("as an example")
def test_a_mark_without_a_reason_is_not_taken(request):
    explained = request.node
    silent = SimpleNamespace(
        nodeid="test_x", iter_markers=lambda name: [getattr(pytest.mark, name).mark]
    )
    assert durations.without_reason([explained, silent]) == ["test_x"]
