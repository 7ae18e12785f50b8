"""Servers of our own, to be restarted and cut off as a scenario needs: never those others use."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psycopg

from tools.processes.ports import free_port

FIRST_PORT = int(os.environ.get("FAULT_PORT", "8540"))


def wait_for(port, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")


class Postgres:
    """A cluster in `folder`. PostgreSQL refuses to run as root; then it runs as its own user."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port(FIRST_PORT)
        self.server = f"postgres://postgres@127.0.0.1:{self.port}"
        self.user = "postgres" if os.getuid() == 0 else None

    @staticmethod
    def programs():
        """The folder of `initdb` and `pg_ctl`; None where PostgreSQL isn't installed."""
        if named := os.environ.get("PG_BIN"):
            return Path(named)
        installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        on_path = shutil.which("initdb")
        return installed[-1].parent if installed else on_path and Path(on_path).parent

    def start(self):
        if not (self.folder / "PG_VERSION").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.user:
                owner = pwd.getpwnam(self.user)
                os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._run("initdb", "-D", self.folder, "-A", "trust", "-U", "postgres", "--no-locale",
                      "-E", "UTF8")  # fmt: skip
        self._ctl("start", "-l", self.folder / "log", "-o", self._options())

    def _options(self):
        # only processes are killed, never the machine: what was written need not wait for the disk
        return f"-p {self.port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off"

    def restart(self):
        """As after a power cut: no clean shutdown, then recovery from the log."""
        self._ctl("restart", "-m", "immediate", "-l", self.folder / "log", "-o", self._options())

    def stop(self):
        self._ctl("stop", "-m", "fast")

    def copy(self, source, database):
        """A new database like `source`, in the place of an older one."""
        self.execute(
            f"DROP DATABASE IF EXISTS {database} WITH (FORCE)",
            f"CREATE DATABASE {database} TEMPLATE {source}",
        )

    def has(self, database):
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        with self._connection() as connection:
            return connection.execute(query, [database]).fetchone() is not None

    def execute(self, *commands):
        with self._connection() as connection:
            for command in commands:
                connection.execute(command)

    def _connection(self):
        address = self.server.replace("postgres://", "postgresql://") + "/postgres"
        return psycopg.connect(address, autocommit=True)

    def _ctl(self, *arguments):
        self._run("pg_ctl", "-D", self.folder, "-w", *arguments)

    def _run(self, program, *arguments):
        subprocess.run(
            [str(self.programs() / program), *map(str, arguments)],
            check=True, user=self.user, cwd="/", stdout=subprocess.DEVNULL,
        )  # fmt: skip


class Redis:
    """Nothing is kept on disk: a restart loses every queued task."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port(FIRST_PORT + 1)
        self.url = f"redis://127.0.0.1:{self.port}"

    @staticmethod
    def programs():
        return shutil.which("redis-server")

    def start(self):
        self.process = subprocess.Popen(
            [self.programs(), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
             "--appendonly", "no", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(self.port)

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait(20)  # before the same port is taken again


class Toxiproxy:
    """Connections that can be cut, at the toxiproxy that TOXIPROXY_URL names."""

    def __init__(self):
        self.api = os.environ.get("TOXIPROXY_URL", "")
        self.proxies = []

    def proxy(self, name, port):
        """The port of a new proxy for `port`."""
        listen = free_port(FIRST_PORT + 10)
        addresses = {"listen": f"127.0.0.1:{listen}", "upstream": f"127.0.0.1:{port}"}
        self.proxies.append(f"faults-{os.getpid()}-{name}")
        self._post("/proxies", {"name": self.proxies[-1], **addresses})
        return listen

    def set_enabled(self, enabled):
        for name in self.proxies:
            self._post(f"/proxies/{name}", {"enabled": enabled})

    def remove_proxies(self):
        for name in self.proxies:
            request = urllib.request.Request(f"{self.api}/proxies/{name}", method="DELETE")
            urllib.request.urlopen(request, timeout=10).close()
        self.proxies.clear()

    def _post(self, path, body):
        request = urllib.request.Request(self.api + path, json.dumps(body).encode())
        urllib.request.urlopen(request, timeout=10).close()
