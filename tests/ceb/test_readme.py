"""The examples of the library's README do what they show."""

import doctest
from pathlib import Path

README = Path(__file__).parents[2] / "ceb" / "README.md"


def test_examples_run_as_printed():
    results = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert results.attempted > 15
    assert results.failed == 0
