import os
import signal
import time
import urllib.error
import urllib.request

from django.core.management.base import BaseCommand

from expo.running.household import household
from expo.running.preparing import prepare

ACCOUNTS = (
    "consumer", "kiwi", "nordic", "organizer", "reviewer", "clerk",
    "counter.airport", "counter.cbd", "counter.bonded", "office",
)  # fmt: skip


class Command(BaseCommand):
    help = "Starts the whole site in the foreground: web, worker and, locally, the stand-ins."

    def handle(self, **options):
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.ask_to_stop)
        port = int(os.environ.get("PORT", "8000"))
        self.children, env = household(port)
        os.environ.update(env)
        prepare(self.say)
        for child in self.children:
            child.start()
        try:
            self.watch(f"http://127.0.0.1:{port}")
        finally:
            self.stop_all()

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def ask_to_stop(self, *_):
        self.stopping = True

    def watch(self, address):
        greeted = False
        while not self.stopping:
            for child in self.children:
                if child.has_died() and child.restart_if_due():
                    self.say(f"The {child.name} had stopped (it was started again).")
            if not greeted and is_ready(address):
                greeted = True
                self.greet(address)
            time.sleep(0.3)

    def greet(self, address):
        self.say(f"\nThe E-Expo is open at {address}/  (English: {address}/en/)\n")
        self.say("Demo accounts, all with the password expo-demo:")
        self.say("  " + "  ".join(f"{name}@expo.test" for name in ACCOUNTS))
        self.say("\nCtrl-C ends everything.\n")

    def stop_all(self):
        self.say("Closing …")
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + 8
        for child in self.children:
            child.stop(until)


def is_ready(address):
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:  # noqa: S310
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
