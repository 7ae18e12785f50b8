"""Every message kind as a table, by its number: messages.csv, and a file of elements for each."""

from collections.abc import Iterator

from ceb.fields import Field, ForeignElement, Group, MessageKind

from .loader import load_messages

MESSAGES: dict[str, MessageKind] = load_messages()


def field_named(kind: str, name: str) -> Field | Group | None:
    """What a kind's table calls an element, for pages that name it; None if it has none."""
    return next(iter(fields_named(kind, name)), None)


def fields_named(kind: str, name: str) -> list[Field | Group]:
    """All that a kind's table calls so: a list and its lines have a country each."""
    message = MESSAGES.get(kind)
    return list(_members_named(message.root, name)) if message else []


def _members_named(group: Group, name: str) -> Iterator[Field | Group]:
    for member in group.members:
        if isinstance(member, ForeignElement):
            continue
        if member.name == name:
            yield member
        if isinstance(member, Group):
            yield from _members_named(member, name)
