"""A proxy between the site and a provider: can lose the answer to what was done."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


class LossyProxy(ThreadingHTTPServer):
    """`lose(path)`: from now on pass requests whose path contains `path` on, and drop the response;
    with `before`, drop the request itself."""

    daemon_threads = True

    def __init__(self, upstream):
        super().__init__(("127.0.0.1", 0), LossyRequestHandler)
        self.upstream = upstream
        self.losing, self.before = None, False
        self.lost = 0
        self.keys = []  # (path, idempotency key) of every POST, to see which were repeated
        self.base = f"http://127.0.0.1:{self.server_address[1]}"

    def lose(self, path, *, before=False):
        self.losing, self.before = path, before

    def stop_losing(self):
        self.losing = None


class LossyRequestHandler(BaseHTTPRequestHandler):
    def relay(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "POST":
            self.server.keys.append((self.path, self.headers["Idempotency-Key"]))
        losing = self.server.losing
        lost = losing and self.command == "POST" and losing in self.path
        if not (lost and self.server.before):
            response = self.request_upstream(body)
        if lost:
            self.server.lost += 1
            # no status line at all: the client can't know whether the request arrived
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(response.status_code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(response.content)))
        self.end_headers()
        self.wfile.write(response.content)

    def request_upstream(self, body):
        passed_on = ("Authorization", "Content-Type", "Idempotency-Key")
        headers = {name: self.headers[name] for name in passed_on if name in self.headers}
        return httpx.request(
            self.command,
            self.server.upstream + self.path,
            content=body,
            headers=headers,
            timeout=20,
        )

    do_GET = do_POST = do_DELETE = relay

    def log_message(self, *args):
        pass


@contextmanager
def lossy_proxy(upstream):
    proxy = LossyProxy(upstream)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
