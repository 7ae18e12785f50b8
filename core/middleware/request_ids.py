"""One id for everything that a request causes: in its answer, in each line of the log, and in the
tasks that it enqueues (`core/background/task_request_ids.py`)."""

import re
import uuid
from contextvars import ContextVar

HEADER = "X-Request-ID"
# what a proxy may send: nothing that could forge a line of the log
FORM = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default="")


def current():
    """Of the request or task that this code runs for; "" outside of both."""
    return _current.get()


def begin(given=""):
    """From here on `given` is the id, or a new one where it has not the form of one. Returns what
    `end` takes."""
    return _current.set(given if FORM.fullmatch(given or "") else uuid.uuid4().hex)


def end(token):
    _current.reset(token)


class RequestIdMiddleware:
    """First of all, so that the other middlewares' lines and answers have the id too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = begin(request.headers.get(HEADER, ""))
        try:
            response = self.get_response(request)
            response[HEADER] = current()
            return response
        finally:
            end(token)
