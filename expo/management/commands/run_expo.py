import json
import os
import sys

from django.core.management.base import BaseCommand
from django.db import connections

from expo.running.household import household
from expo.running.preparing import prepare


class Command(BaseCommand):
    help = "Starts the whole site in the foreground: web, worker and, locally, the stand-ins."

    def handle(self, **options):
        port = int(os.environ.get("PORT", "8000"))
        children, env = household(port)
        os.environ.update(env)
        prepare(self.say)
        connections.close_all()
        os.environ["EXPO_CHILDREN"] = json.dumps([child.as_part() for child in children])
        # this process becomes the supervisor, which needs neither Django nor its memory
        command = [sys.executable, "-m", "expo.running.supervisor", str(port)]
        os.execv(sys.executable, command)  # noqa: S606

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
