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
        for field in fields(Config):
            value = options.get(field.name)
            if value not in (None, "", False):
                command.append(f"--{field.name.replace('_', '-')}")
                command += [] if value is True else [str(value)]
        paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
        os.environ["PYTHONPATH"] = os.pathsep.join(paths)
        os.execv(sys.executable, command)  # noqa: S606
