"""What a receiver may answer, and what the sender makes of it."""

import http.server
import threading
import time
from contextlib import contextmanager

import pytest

from clearance.errors import TransportError
from clearance.transports.http import HttpTransport


@contextmanager
def receiver(body, *, status=202, pause=0.0):
    """A platform that gives one answer, byte by byte when there is a pause."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for byte in body if pause else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(pause)
                self.wfile.write(b"" if pause else body)
            except OSError:  # the sender has given up
                pass

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def sent(settings, **facts):
    with receiver(**facts) as settings.CLEARANCE_URL:
        return HttpTransport().send("CEB311-1", b"<document/>")


def test_a_slow_answer_is_waited_for(settings):
    settings.CLEARANCE_TIMEOUT = 5
    assert sent(settings, body=b'{"transmission": "T1"}', pause=0.005) == "T1"


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ({"body": b" " * 1000, "pause": 0.05}, "answer not whole after 0.3 s"),
        ({"body": b" " * (1024 * 1024 + 1)}, "answer over 1048576 bytes"),
        ({"body": b"<html>\xff</html>"}, "HTTP 202: no readable answer"),
        ({"body": b'{"message": "busy"}', "status": 503}, "HTTP 503: busy"),
    ],
    ids=["drop by drop", "without end", "garbage", "busy"],
)
def test_what_is_no_response_is_a_temporary_error(settings, response, expected):
    settings.CLEARANCE_TIMEOUT = 0.3
    begun = time.monotonic()
    with pytest.raises(TransportError, match=expected) as exc_info:
        sent(settings, **response)
    assert exc_info.value.permanent is False
    assert time.monotonic() - begun < 5
