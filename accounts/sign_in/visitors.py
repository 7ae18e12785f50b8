"""Whom a request at an account's pages counts for (`limited(by=…)`): a stranger behind the same
address must not use up the tries of somebody the site knows."""

from accounts.sign_in.pacing import known_logins
from accounts.sign_in.steps import pending
from core.rate_limits import network


def visitor(request, **kwargs):
    """The person who is signed in, or has given the password, or else a browser that has signed in
    before, each with its network; of all others the network."""
    user, _url = pending(request)
    if user is None and request.user.is_authenticated:
        user = request.user
    if user is not None:
        return f"person {user.pk} at {network(request)}"
    if logins := known_logins(request):
        return f"browser of {' '.join(sorted(logins))} at {network(request)}"
    return network(request)


def link(request, token):
    """The link of an e-mail: nobody else has it."""
    return f"link {token} at {network(request)}"
