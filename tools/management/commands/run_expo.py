import json
import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from tools.processes import lock
from tools.processes.plan import site_processes
from tools.processes.ports import is_free
from tools.processes.preparation import prepare


class Command(BaseCommand):
    help = "Starts the whole site in the foreground: web, worker and, locally, fake partners."

    def handle(self, **options):
        port = int(os.environ.get("PORT", "8000"))
        if not is_free(port):  # or a second worker would run on the first site's data
            raise CommandError(
                f"Port {port} is in use, perhaps by this site. Try PORT={port + 1000} make run"
            )
        if lock.take(settings.VAR_DIR) is None:
            raise CommandError(
                f"A site is running on the data in {settings.VAR_DIR} already. Stop it first, or"
                " name another folder: VAR_DIR=/tmp/expo make run"
            )
        if os.getuid() == 0:
            self.say("This runs as root, which the site does not need: any user will do.")
        prepare(self.say)
        # only now: a port that was free before the first filling may be taken after it
        children, env = site_processes(port)
        os.environ.update(env)
        connections.close_all()
        os.environ["EXPO_CHILDREN"] = json.dumps([child.as_part() for child in children])
        # this process becomes the supervisor, which needs neither Django nor its memory
        command = [sys.executable, "-m", "tools.processes.supervisor", str(port)]
        os.execv(sys.executable, command)  # noqa: S606

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
