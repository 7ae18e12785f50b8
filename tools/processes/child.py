"""One process beside the site: started in a group of its own, restarted when it dies, ended with
its whole group."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1
LATELY = 120  # seconds in which the ends of a child are counted
UNSTABLE = 3  # ends in that time: no mishap any more


def die_with_parent():
    """Linux: when the supervisor itself is killed, its children get a signal; without it they would
    keep ports and lock, and the next `make run` could not start."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """sockets: file descriptors that it inherits, listening already. The supervisor keeps them
    open, so that the port stays this child's while it is started again."""

    def __init__(self, name, command, env, sockets=()):
        self.name, self.command, self.env = name, command, env
        self.sockets = list(sockets)
        self.process = None
        self.started_at = 0.0
        self.falls = 0
        self.ends = []  # monotonic seconds

    def as_part(self):
        """As JSON for the supervisor, which makes the same child."""
        return {
            "name": self.name,
            "command": self.command,
            "env": self.env,
            "sockets": self.sockets,
        }

    def start(self):
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own command line
            self.command,
            env={**os.environ, **self.env},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self.sockets,
            preexec_fn=die_with_parent,
        )

    def has_died(self):
        return self.process is not None and self.process.poll() is not None

    def restart_if_due(self):
        """Starts it again, a little later each time it falls quickly. True when restarted."""
        if time.monotonic() - self.started_at > 60:
            self.falls = 0
        if time.monotonic() - self.started_at < min(10, 0.5 * 2**self.falls):
            return False
        self.falls += 1
        self.ends.append(time.monotonic())
        self.start()
        return True

    def ends_lately(self):
        """How often it had to be started again in the last two minutes."""
        since = time.monotonic() - LATELY
        self.ends = [moment for moment in self.ends if moment > since]
        return len(self.ends)

    def signal(self, number):
        if self.process and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def stop(self, until):
        """Ends the group; kills what has not ended by `until` (monotonic seconds)."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0.1, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
