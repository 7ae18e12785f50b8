"""Containers of one image by buildah, on the host's network and with one volume, as the services of
compose.yaml share theirs."""

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

EXPO = 10001  # the image's user
MARK = "EXPO_TRIAL"  # in the environment of each process, by which its descendants are known


def buildah(*arguments, check=True):
    environment = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
    return subprocess.run(
        ["buildah", *arguments], env=environment, capture_output=True, text=True, check=check
    )


def default_command(image):
    """The image's CMD, as a list."""
    described = json.loads(buildah("inspect", "--type", "image", image).stdout)
    return described["OCIv1"]["config"]["Cmd"]


class Container:
    """A container of the image, named for its service."""

    def __init__(self, image, service, folder):
        self.name, self.folder = f"expo-trial-{service}", folder
        buildah("rm", self.name, check=False)  # of a trial that was killed
        buildah("from", "--pull-never", "--name", self.name, image)

    def command_line(self, command, environment):
        variables = {MARK: str(os.getpid()), **environment}
        return [
            "buildah", "run", "--isolation", "chroot", "--network", "host",
            "--volume", f"{self.folder / 'volume'}:/var/expo",
            *(f"--env={name}={value}" for name, value in variables.items()),
            self.name, "--", *command,
        ]  # fmt: skip

    def run(self, command, environment, *, timeout=900):
        """(exit status, what it printed)."""
        result = subprocess.run(
            self.command_line(command, environment), capture_output=True, text=True,
            timeout=timeout, check=False,
        )  # fmt: skip
        return result.returncode, result.stdout + result.stderr

    def must(self, command, environment):
        status, output = self.run(command, environment)
        assert status == 0, output[-3000:]
        return output

    def start(self, command, environment):
        """Runs on; the log is a file named for the container."""
        return start(self.command_line(command, environment), self.log)

    @property
    def log(self):
        return self.folder / f"{self.name}.log"

    def remove(self):
        buildah("rm", self.name)


def start(command, log, **environment):
    with log.open("ab") as file:
        return subprocess.Popen(
            command, stdout=file, stderr=file, env={**os.environ, **environment,
            MARK: str(os.getpid())}, start_new_session=True,
        )  # fmt: skip


def processes():
    """Those that this trial has started and that still run, by number."""
    mark = f"{MARK}={os.getpid()}".encode()
    numbers = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in path.read_bytes().split(b"\0"):
                numbers.append(int(path.parent.name))
        except OSError:
            continue  # it has ended meanwhile
    return numbers


def end_processes(seconds=15):
    """Asked first, then killed; how many had to be killed."""
    for number in processes():
        _signal(number, signal.SIGTERM)
    until = time.monotonic() + seconds
    while processes() and time.monotonic() < until:
        time.sleep(0.2)
    left = processes()
    for number in left:
        _signal(number, signal.SIGKILL)
    return len(left)


def _signal(number, kind):
    with suppress(ProcessLookupError):
        os.kill(number, kind)
