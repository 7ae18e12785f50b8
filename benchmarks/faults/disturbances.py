"""What happens to the site while it works: each disturbance runs in a thread of its own until the
orders have reached their final state, and counts its strikes."""

import os
import random
import signal
import threading
import time

from benchmarks.faults.site import children_of


class Disturbance(threading.Thread):
    """Strikes again and again, `pause` seconds apart."""

    pause = 1.0

    def __init__(self, environment):
        super().__init__(daemon=True)
        self.environment, self.strikes = environment, 0
        self._over = threading.Event()

    def run(self):
        while not self._over.wait(self.pause):
            self.strikes += bool(self.strike())

    def end(self):
        self._over.set()
        self.join(60)

    def strike(self):
        raise NotImplementedError


class WorkerKills(Disturbance):
    """SIGKILL every second to one of the worker's processes, and each fifteenth time to the whole
    worker, which is started again. One that has not worked yet since its start is left alone: it
    would have nothing to lose."""

    seen = working = last_beat = None  # process ids of the worker; a heartbeat

    def strike(self):
        worker = self.environment.site.worker.process
        if worker.pid != self.working and not self._works(worker.pid):
            return False
        try:
            if self.strikes % 15 == 14:
                os.killpg(worker.pid, signal.SIGKILL)
            else:
                os.kill(random.choice(children_of(worker.pid)), signal.SIGKILL)
        except (ProcessLookupError, IndexError):
            return False
        return True

    def _works(self, pid):
        """Whether there was a heartbeat since this worker was first seen."""
        beat = self.environment.rows("SELECT max(at) FROM core_heartbeat WHERE name = 'worker'")
        if self.seen != pid:
            self.seen, self.last_beat = pid, beat
        elif beat != self.last_beat:
            self.working = pid
        return self.working == pid


class DatabaseRestarts(Disturbance):
    pause = 10.0

    def strike(self):
        self.environment.postgres.restart()
        return True


class BrokerRestarts(Disturbance):
    """Down for three seconds, and all tasks that waited in it are lost."""

    pause = 10.0

    def strike(self):
        self.environment.redis.stop(signal.SIGKILL)
        time.sleep(3)
        self.environment.redis.start()
        return True


class ConnectionCuts(Disturbance):
    """Every connection through the toxiproxy is cut for two seconds."""

    pause = 6.0

    def strike(self):
        self.environment.toxiproxy.set_enabled(False)
        time.sleep(2)
        self.environment.toxiproxy.set_enabled(True)
        return True


class CustomsCuts(ConnectionCuts):
    """In both directions: documents and receipts."""

    through = ("sandbox", "web")


class DatabaseCuts(ConnectionCuts):
    through = ("database",)


class Clerk(Disturbance):
    """Once everything has been answered the sandbox stops rejecting, and a clerk sends again, in
    one go, what was rejected."""

    def strike(self):
        states = dict(self.environment.clearance_states())
        if set(states.values()) - {"released", "rejected"}:
            return False
        self.environment.site.set_sandbox_scenario({})
        self.environment.site.manage("shell", "-v", 0, "-c", RESEND.format(token=time.time_ns()))
        return True


RESEND = """
from clearance.actions.bulk_resend import resend_many
from core.models import User
clerk = User.objects.get(email="clerk@expo.test")
resend_many({{"queue": "rejected"}}, actor=clerk, token="{token}")
"""
