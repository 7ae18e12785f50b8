"""The banner of a rehearsal: on a site that looks like production but declares to a sandbox and
takes test money, nobody may believe that they have bought something."""

import re

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.template.loader import render_to_string

BODY = re.compile(rb"<body\b[^>]*>")


class RehearsalBannerMiddleware:
    """Puts it into every page, the admin's and the libraries' included, whatever their template.

    Fragments have no `<body>`; streamed answers are files."""

    def __init__(self, get_response):
        if not settings.REHEARSAL:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and not response.has_header("Content-Encoding"):
            response.content = with_banner(response.content)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response


def with_banner(page):
    banner = render_to_string("components/rehearsal.html").encode()
    return BODY.sub(lambda tag: tag[0] + b"\n" + banner, page, count=1)
