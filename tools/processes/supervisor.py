"""Keeps the site's processes alive in the foreground, with as little memory as it can: it starts
after Django has prepared the data and never loads it.

    EXPO_CHILDREN='[{"name": …, "command": […], "env": {…}, "sockets": […]}]' \
        python -m tools.processes.supervisor PORT FOLDER
"""

import csv
import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.processes import state
from tools.processes.child import UNSTABLE, Child

ACCOUNTS = Path(__file__).parents[1] / "demo" / "content" / "accounts.csv"
SECONDS_TO_CLOSE = 8


def say(text):
    print(text, flush=True)


class Supervisor:
    def __init__(self, address, folder, children):
        self.address, self.folder, self.children = address, folder, children
        self.stopping = False
        self.unstable = None  # as noted for /readyz
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.ask_to_stop)

    def ask_to_stop(self, *_):
        self.stopping = True

    def run(self):
        for child in self.children:
            child.start()
        try:
            self.watch()
        finally:
            self.stop_all()

    def watch(self):
        greeted = False
        while not self.stopping:
            for child in self.children:
                code = child.has_died() and child.process.returncode
                if child.has_died() and child.restart_if_due():
                    say(f"The {child.name} had stopped (exit {code}; it was started again).")
            self.note_unstable()
            if not greeted and is_ready(self.address):
                greeted = True
                greet(self.address)
            time.sleep(0.3)

    def note_unstable(self):
        ends = {child.name: child.ends_lately() for child in self.children}
        unstable = {name: times for name, times in ends.items() if times >= UNSTABLE}
        if unstable != self.unstable:
            state.write(self.folder, unstable)
            self.unstable = unstable

    def stop_all(self):
        say("Closing …")
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + SECONDS_TO_CLOSE
        for child in self.children:
            child.stop(until)


def greet(address):
    say(f"\nThe E-Expo is open at {address}/  (English: {address}/en/)\n")
    say("Demo accounts, all with the password expo-demo:")
    with ACCOUNTS.open(encoding="utf-8") as file:
        say("  " + "  ".join(row["email"] for row in csv.DictReader(file, delimiter="|")))
    say("\nCtrl-C ends everything.\n")


def is_ready(address):
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:  # noqa: S310
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    # by the environment, for a command line may be read by everybody on the machine
    parts = json.loads(os.environ.pop("EXPO_CHILDREN"))
    address = f"http://127.0.0.1:{sys.argv[1]}"
    Supervisor(address, sys.argv[2], [Child(**part) for part in parts]).run()
