"""Mails of the demo, in the terminal that runs it: to whom, about what, and the words as the
reader gets them, where Django's console backend shows them as they travel (coded and folded)."""

from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    def write_message(self, message):
        rule = "─" * 72
        to = ", ".join(message.recipients())
        self.stream.write(f"{rule}\n✉ {to} · {message.subject}\n\n{message.body.strip()}\n{rule}\n")
