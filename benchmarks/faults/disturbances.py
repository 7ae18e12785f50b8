"""What happens to the site while it works: each trouble runs in a thread of its own until the
orders have reached their end, and counts its blows."""

import os
import random
import signal
import threading
import time

from benchmarks.faults.site import children_of


class Trouble(threading.Thread):
    """Strikes again and again, `pause` seconds apart."""

    pause = 1.0

    def __init__(self, stage):
        super().__init__(daemon=True)
        self.stage, self.blows = stage, 0
        self._over = threading.Event()

    def run(self):
        while not self._over.wait(self.pause):
            self.blows += bool(self.strike())

    def end(self):
        self._over.set()
        self.join(60)

    def strike(self):
        raise NotImplementedError


class WorkerKills(Trouble):
    """SIGKILL every second to one of the worker's processes, and each fifteenth time to the whole
    worker, which is started again. One that has not yet worked since its start is left alone:
    there would be nothing to lose."""

    seen = working = last_beat = None  # process ids of the worker; a heartbeat

    def strike(self):
        worker = self.stage.site.worker.process
        if worker.pid != self.working and not self._works(worker.pid):
            return False
        try:
            if self.blows % 15 == 14:
                os.killpg(worker.pid, signal.SIGKILL)
            else:
                os.kill(random.choice(children_of(worker.pid)), signal.SIGKILL)
        except (ProcessLookupError, IndexError):
            return False
        return True

    def _works(self, pid):
        """Whether there was a heartbeat since this worker was first seen."""
        beat = self.stage.rows("SELECT max(at) FROM core_heartbeat WHERE name = 'worker'")
        if self.seen != pid:
            self.seen, self.last_beat = pid, beat
        elif beat != self.last_beat:
            self.working = pid
        return self.working == pid


class DatabaseRestarts(Trouble):
    pause = 10.0

    def strike(self):
        self.stage.postgres.restart()
        return True


class BrokerRestarts(Trouble):
    """Away for three seconds, and all that waited in it is forgotten."""

    pause = 10.0

    def strike(self):
        self.stage.redis.stop(signal.SIGKILL)
        time.sleep(3)
        self.stage.redis.start()
        return True


class Cuts(Trouble):
    """Every line of the toxiproxy is cut for two seconds."""

    pause = 6.0

    def strike(self):
        self.stage.toxiproxy.set_whole(False)
        time.sleep(2)
        self.stage.toxiproxy.set_whole(True)
        return True


class CustomsCuts(Cuts):
    """Both ways: documents and receipts."""

    through = ("sandbox", "web")


class DatabaseCuts(Cuts):
    through = ("database",)


class Clerk(Trouble):
    """Once everything has been answered customs mends its ways, and a clerk sends again, in one
    go, what was refused."""

    def strike(self):
        if {state for _number, state in self.stage.orders_stand()} - {"released", "rejected"}:
            return False
        self.stage.site.tell_sandbox({})
        self.stage.site.manage("shell", "-v", 0, "-c", RESEND.format(token=time.time_ns()))
        return True


RESEND = """
from clearance.actions.bulk_resend import resend_many
from core.models import User
clerk = User.objects.get(email="clerk@expo.test")
resend_many({{"queue": "rejected"}}, actor=clerk, token="{token}")
"""
