"""A page that search engines shall not keep has no address that they should keep instead."""

from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
UNKEPT = [
    path
    for path in FOLDER.glob("**/*.html")
    if 'content="noindex' in (text := path.read_text()) and '{% extends "base.html" %}' in text
]


@pytest.mark.parametrize("path", UNKEPT, ids=lambda path: str(path.relative_to(FOLDER)))
def test_what_is_not_to_be_kept_names_no_canonical(path):
    assert "{% block canonical %}" in path.read_text()
