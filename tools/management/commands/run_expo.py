import json
import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from tools.processes import lock, stand_ins
from tools.processes.plan import site_processes
from tools.processes.ports import listening
from tools.processes.preparation import prepare


class Command(BaseCommand):
    help = "Starts the whole site in the foreground: web, worker and, locally, fake partners."

    def handle(self, **options):
        port = int(os.environ.get("PORT", "8000"))
        try:
            # locked from here on, by the supervisor too: nobody else can take it while the data is
            # prepared or the web server is started again. Who comes early waits
            socket = listening(os.environ.get("HOST", "127.0.0.1"), port)
        except OSError as exc:  # else a second worker would run on the first site's data
            raise CommandError(
                f"Port {port} is in use, perhaps by this site. Try PORT={port + 1000} make run"
            ) from exc
        if lock.take(settings.VAR_DIR) is None:
            raise CommandError(
                f"A site is running on the data in {settings.VAR_DIR} already. Stop it first, or"
                " name another folder: VAR_DIR=/tmp/expo make run"
            )
        if os.getuid() == 0:
            self.say("This runs as root, which the site does not need: any user will do.")
        prepare(self.say)
        children, env = site_processes(port, socket)
        stand_ins.note(settings.VAR_DIR, env)
        os.environ.update(env)
        connections.close_all()
        os.environ["EXPO_CHILDREN"] = json.dumps([child.as_part() for child in children])
        # this process becomes the supervisor, which needs neither Django nor its memory
        folder = str(settings.VAR_DIR)
        command = [sys.executable, "-m", "tools.processes.supervisor", str(port), folder]
        os.execv(sys.executable, command)  # noqa: S606

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
