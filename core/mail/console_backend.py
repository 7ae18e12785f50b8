"""Emails of the demo, in the terminal that runs it: recipient, subject and the text as its reader
gets it, where Django's console backend shows it as it travels (encoded and folded)."""

from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    def write_message(self, message):
        rule = "─" * 72
        to = ", ".join(message.recipients())
        self.stream.write(f"{rule}\n✉ {to} · {message.subject}\n\n{message.body.strip()}\n{rule}\n")
