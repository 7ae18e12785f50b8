"""The trial, step by step; each prints what it did and how long it took."""

import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from tests.deploy import nginx
from tests.image import containers, rehearsal, visitor
from tests.image.containers import Container
from tests.image.mail_server import MailServer
from tools.processes.ports import free_port

PORTS = {"web": 21000, "proxy": 21100, "plain": 21200, "payment": 21300, "customs": 21400,
         "mail": 21500}  # fmt: skip
MANAGE = ["python", "manage.py"]


class Trial:
    def __init__(self, image, folder):
        self.image, self.folder = image, folder
        self.ports = {name: free_port(first) for name, first in PORTS.items()}
        self.url = f"https://localhost:{self.ports['proxy']}"
        rehearsal.make_volume(folder)
        self.environment = rehearsal.environment(self.ports)
        self.made = {}

    def container(self, service):
        if service not in self.made:
            self.made[service] = Container(self.image, service, self.folder)
        return self.made[service]

    def web_command(self):
        """The image's own, on a port that is free here."""
        command = containers.default_command(self.image)
        assert "0.0.0.0:8000" in command
        at = f"127.0.0.1:{self.ports['web']}"
        return [at if part == "0.0.0.0:8000" else part for part in command]

    def refuse_default_secrets(self):
        unchanged = rehearsal.of_the_example() | rehearsal.of_compose() | rehearsal.services()
        status, output = self.container("web").run(self.web_command(), unchanged, timeout=60)
        assert status != 0, output
        assert "This site does not start in production mode" in output, output
        assert "SECRET_KEY still has its development value" in output, output
        return f"{len(re.findall('^- ', output, re.MULTILINE))} settings refused"

    def migrate(self):
        migrate = self.container("migrate")
        printed = migrate.must([*MANAGE, "timestamp_fingerprints"], self.environment)
        self.environment["TSA_FINGERPRINTS"] = printed.split("TSA_FINGERPRINTS=")[1].split()[0]
        migrate.must(rehearsal.command_of("migrate"), self.environment)
        return "as compose.yaml's service does"

    def seed(self):
        """As before production: it refuses demo data."""
        development = {**self.environment, "PRODUCTION": "0", "REHEARSAL": "0"}
        migrate = self.container("migrate")
        migrate.must([*MANAGE, "seed_demo"], development)
        migrate.must(rehearsal.command_of("migrate"), self.environment)

    def start_partners(self):
        self.mails = MailServer(self.ports["mail"])
        subprocess.run(nginx.certificate_command("localhost"), cwd=self.folder, check=True,
                       capture_output=True)  # fmt: skip
        shared = {name: self.environment[name] for name in
                  ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "CLEARANCE_SECRET")}  # fmt: skip
        shared["SSL_CERT_FILE"] = str(self.certificate)
        self._start_module("payment", "tools.processes.fake_stripe", self.ports["payment"],
                           f"{self.url}/payments/stripe/webhook/",
                           self.folder / "payments.pickle", **shared)  # fmt: skip
        self._start_module("customs", "tools.customs_sandbox", "--port", self.ports["customs"],
                           "--store", self.folder / "customs", "--callback",
                           f"{self.url}/clearance/receipts/", **shared)  # fmt: skip

    @property
    def certificate(self):
        return self.folder / "fullchain.pem"

    def _start_module(self, name, module, *arguments, **environment):
        command = [sys.executable, "-m", module, *map(str, arguments)]
        containers.start(command, self.folder / f"{name}.log", **environment)

    def start_site(self):
        commands = {"web": self.web_command()}
        commands |= {name: rehearsal.command_of(name) for name in ("worker", "beat")}
        for service, command in commands.items():
            self.container(service).start(command, self.environment)
        values = {"PROXY_CERTIFICATES": self.folder, "PROXY_PORT": self.ports["plain"],
                  "PROXY_TLS_PORT": self.ports["proxy"],
                  "PROXY_UPSTREAM": f"127.0.0.1:{self.ports['web']}"}  # fmt: skip
        containers.start(nginx.configure(self.folder, "tls", values), self.folder / "nginx.log")
        self.visitor = visitor.Visitor(self.url, self.certificate)
        self._wait_until_ready()
        return f"web, worker, beat behind {self.url}"

    def _wait_until_ready(self, seconds=60):
        until = time.monotonic() + seconds
        while True:
            try:
                answer = self.visitor.http.get("/readyz")
                last = f"{answer.status_code} {answer.text}"
                if answer.status_code == 200:
                    return
            except httpx.TransportError as exc:
                last = repr(exc)
            assert time.monotonic() < until, last
            time.sleep(0.5)

    def order(self):
        self.order_number = visitor.place_order(self.visitor)
        assert self.visitor.page.select("[class*=rehearsal]"), "no banner of the rehearsal"
        return self.order_number

    def pay(self):
        visitor.pay(self.visitor)
        return f"at {self.visitor.address.path}"

    def release(self):
        visitor.wait_for_release(self.visitor, self.order_number)
        assert any(self.order_number in subject for subject in self.mails.subjects), (
            self.mails.subjects
        )
        return f"by customs; mails: {len(self.mails.subjects)}"

    def check(self):
        web = self.container("web")
        integrity, evidence = (
            web.must([*MANAGE, command], self.environment)
            for command in ("check_integrity", "verify_evidence")
        )
        web.must([*MANAGE, "backup", "/var/expo/backup.tar.gz"], self.environment)
        in_order = integrity.count(": in order")
        return f"{in_order} checks in order; {evidence.split(';')[0]}; backup made"

    def logs(self):
        for path in sorted(self.folder.glob("*.log")):
            if text := path.read_text(errors="replace")[-2500:]:
                print(f"--- {path.name}\n{text}", flush=True)

    def remove(self):
        killed = containers.end_processes()
        for container in self.made.values():
            container.remove()
        return f"{killed} processes had to be killed"


def main(image):
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="expo-trial-")))
        folder.chmod(0o755)  # the image's user goes through it
        rehearsal.empty_services(again=True)
        stack.callback(rehearsal.empty_services, again=False)
        trial = Trial(image, folder)
        stack.callback(lambda: step("remove", trial.remove))
        try:
            for name in ("refuse_default_secrets", "migrate", "seed", "start_partners",
                         "start_site", "order", "pay", "release", "check"):  # fmt: skip
                step(name, getattr(trial, name))
        except BaseException:
            trial.logs()
            raise


def step(name, action):
    began = time.monotonic()
    result = action()
    print(
        f"{name.replace('_', ' '):<24} {time.monotonic() - began:5.1f} s  {result or ''}",
        flush=True,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
