import os
import sys
from dataclasses import fields
from pathlib import Path

from django.core.management.base import BaseCommand

from tools.customs_sandbox.__main__ import add_arguments
from tools.customs_sandbox.config import Config

PROJECT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Play customs' platform and the partners, in a process of its own."
    requires_system_checks = []

    def add_arguments(self, parser):
        add_arguments(parser)

    def handle(self, *args, **options):
        """The process is replaced: the sandbox needs neither Django nor the site's memory."""
        command = [sys.executable, "-m", "tools.customs_sandbox"]
        for name in (field.name for field in fields(Config)):
            value = options.get(name)
            if isinstance(value, bool):
                command += [f"--{name.replace('_', '-')}"] if value else []
            elif value not in (None, ""):
                command += [f"--{name.replace('_', '-')}", str(value)]
        paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
        os.environ["PYTHONPATH"] = os.pathsep.join(paths)
        os.execv(sys.executable, command)  # noqa: S606
