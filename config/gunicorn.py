"""What the web server does beside its options, which are in `tools/processes/plan.py`: how long it
waits for a silent connection, and what it loads before the first request."""

import logging
import os
import shutil
import socket
import struct
import tempfile
import threading

from django.db import connections
from wagtail import hooks

# where the web processes count their requests for /metrics together; prometheus-client looks for it
# when the site is loaded, which is after this file
METRICS_FOLDER = tempfile.mkdtemp(prefix="expo-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS_FOLDER
SILENT_SECONDS = int(os.environ.get("WEB_SILENT_SECONDS", "15"))


def when_ready(server):
    """A connection that falls silent within a request, or reads no more of its answer, gives its
    thread back: else as many of them as there are threads would stop the site for good.
    Connections inherit this from the listening socket. One that sends a byte now and then goes on:
    a proxy keeps those away."""
    timeout = struct.pack("ll", SILENT_SECONDS, 0)
    for listener in server.LISTENERS:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, option, timeout)


limit_request_line = 8190  # bytes, its maximum: a long Chinese search takes nine a character


def child_exit(server, worker):
    from prometheus_client import multiprocess  # not before the folder is named

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    shutil.rmtree(METRICS_FOLDER, ignore_errors=True)


def post_worker_init(worker):
    """In a thread: the first requests need not wait for it."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()


def warm_up():
    try:
        for warm_up_app in hooks.get_hooks("warm_up"):
            warm_up_app()
    except Exception:  # then the first request loads it
        logging.getLogger(__name__).exception("not warmed up")
    finally:
        connections.close_all()
