"""A wire between the site and a provider that can lose the answer after the deed was done."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


class LossyDoor(ThreadingHTTPServer):
    """`lose(path)`: from now on pass requests whose path holds `path` on, and drop the answer."""

    daemon_threads = True

    def __init__(self, behind):
        super().__init__(("127.0.0.1", 0), Wire)
        self.behind = behind
        self.losing = None
        self.lost = 0
        self.base = f"http://127.0.0.1:{self.server_address[1]}"

    def lose(self, path):
        self.losing = path

    def mend(self):
        self.losing = None


class Wire(BaseHTTPRequestHandler):
    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        wanted = ("Authorization", "Content-Type", "Idempotency-Key")
        headers = {name: self.headers[name] for name in wanted if name in self.headers}
        answer = httpx.request(
            self.command, self.server.behind + self.path, content=body, headers=headers, timeout=20
        )
        if self.server.losing and self.command == "POST" and self.server.losing in self.path:
            self.server.lost += 1
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(answer.status_code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

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
