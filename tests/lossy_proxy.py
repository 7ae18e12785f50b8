"""A wire between the site and a provider that can lose the answer after the deed was done."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


class LossyDoor(ThreadingHTTPServer):
    """`lose(path)`: from now on pass requests whose path holds `path` on, and drop the answer;
    with `before`, drop the request itself."""

    daemon_threads = True

    def __init__(self, behind):
        super().__init__(("127.0.0.1", 0), Wire)
        self.behind = behind
        self.losing, self.before = None, False
        self.lost = 0
        self.keys = []  # (path, idempotency key) of every POST
        self.base = f"http://127.0.0.1:{self.server_address[1]}"

    def lose(self, path, *, before=False):
        self.losing, self.before = path, before

    def mend(self):
        self.losing = None


class Wire(BaseHTTPRequestHandler):
    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "POST":
            self.server.keys.append((self.path, self.headers["Idempotency-Key"]))
        losing = self.server.losing
        lost = losing and self.command == "POST" and losing in self.path
        if not (lost and self.server.before):
            answer = self.ask(body)
        if lost:
            self.server.lost += 1
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(answer.status_code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def ask(self, body):
        wanted = ("Authorization", "Content-Type", "Idempotency-Key")
        headers = {name: self.headers[name] for name in wanted if name in self.headers}
        return httpx.request(
            self.command, self.server.behind + self.path, content=body, headers=headers, timeout=20
        )

    do_GET = do_POST = do_DELETE = pass_on

    def log_message(self, *args):
        pass


@contextmanager
def lossy_door(behind):
    door = LossyDoor(behind)
    thread = threading.Thread(target=door.serve_forever, daemon=True)
    thread.start()
    try:
        yield door
    finally:
        door.shutdown()
        door.server_close()
