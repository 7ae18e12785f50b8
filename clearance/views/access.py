from core.access import members_of
from core.groups import CLERKS, ORGANIZERS

may_see = members_of(CLERKS, ORGANIZERS)
may_act = members_of(CLERKS)


def acts(user):
    """Are the buttons shown?"""
    return user.belongs_to(CLERKS)


def key_in(query, name):
    """A row's key out of a page's address; None of anything else."""
    return as_key(query.get(name, ""))


def as_key(text):
    """A row's key as somebody sent it; None of anything else, or beyond what a key can be."""
    # more digits than a key has would raise OverflowError in the database
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def filters_in(query, names):
    """The filters that a page's address or a form names, without the empty ones."""
    return {name: query[name][:60] for name in names if query.get(name)}
