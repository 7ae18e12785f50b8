"""The page for others lists every kind as the tables have it."""

from pathlib import Path

from ceb import MESSAGES

PAGE = Path(__file__).parents[2] / "docs" / "integrations" / "documents.md"


def test_the_page_lists_every_kind_with_its_key():
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
        if line.startswith("|")
    ]
    listed = {row[0]: row for row in cells if row[0].isdigit()}
    assert listed == {kind: described(message) for kind, message in MESSAGES.items()}


def described(message):
    version = "" if len(message.versions) == 2 else f"{message.versions[0]} only"
    key = ", ".join(message.key)
    names = [message.kind, message.zh, message.en]
    if message.is_receipt:
        return [*names, message.answers or "–", key, version]
    return [*names, message.sender, key, message.answered_by, message.signature, version]
