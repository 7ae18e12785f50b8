"""A mail server that accepts everything and keeps the subjects of what it got."""

import email
import email.policy
import socketserver
import threading


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.answer("220 trial")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.answer("354 go on")
                self.server.subjects.append(self.read_message()["Subject"])
            self.answer("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def answer(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def read_message(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port):
        super().__init__(("127.0.0.1", port), Session)
        self.subjects = []
        threading.Thread(target=self.serve_forever, daemon=True).start()
