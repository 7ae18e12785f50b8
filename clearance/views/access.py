from django.contrib import messages
from django.utils.translation import gettext as _

from core.access import members_of
from core.groups import CLERKS, ORGANIZERS

may_see = members_of(CLERKS, ORGANIZERS)
may_act = members_of(CLERKS)


def acts(user):
    """Are the buttons shown?"""
    return user.belongs_to(CLERKS)


def is_confirmed(request):
    """Is the box ticked without which nothing ends? The clerk is told if it is not."""
    if request.POST.get("confirmed") == "yes":
        return True
    messages.error(request, _("Nothing was done: tick the box to confirm it first."))
    return False


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
