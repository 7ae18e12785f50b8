from django.utils.http import url_has_allowed_host_and_scheme


def is_own_path(request, wanted):
    """Does `wanted`, which a visitor sent us, name a page of this site? Only a path does: a bare
    word would be taken for the name of a URL."""
    return wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
