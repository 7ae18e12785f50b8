"""What the web server does beside its options, which stand in `household.py`: how long it waits for
a line, and what it loads before it is asked."""

import logging
import os
import socket
import struct
import threading

SILENT_SECONDS = int(os.environ.get("WEB_SILENT_SECONDS", "15"))


def when_ready(server):
    """A line that falls silent in the middle of a request, or takes no more of its answer, gives
    its thread back: else as many of them as there are threads would stop the site for good. Lines
    inherit this from the socket that accepts them. Who drips goes on: a proxy keeps those away."""
    patience = struct.pack("ll", SILENT_SECONDS, 0)
    for listener in server.LISTENERS:
        for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, way, patience)


limit_request_line = 8190  # bytes, the most it allows: a long Chinese search takes nine a character


def post_worker_init(worker):
    """Beside the first requests, which need not wait for it."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()


def warm_up():
    from django.db import connections
    from wagtail import hooks

    try:
        for warm_up_app in hooks.get_hooks("warm_up"):
            warm_up_app()
    except Exception:  # whoever needs it first loads it then
        logging.getLogger(__name__).exception("not warmed up")
    finally:
        connections.close_all()
