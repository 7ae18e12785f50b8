import os
import sys

from django.core.management.base import BaseCommand

from clearance.sandbox.__main__ import add_arguments


class Command(BaseCommand):
    help = "Play customs' platform and the partners, in a process of its own."
    requires_system_checks = []

    def add_arguments(self, parser):
        add_arguments(parser)

    def handle(self, *args, **options):
        # The process is replaced: the sandbox needs neither Django nor the site's memory.
        at = sys.argv.index("run_sandbox") + 1
        command = [sys.executable, "-m", "clearance.sandbox", *sys.argv[at:]]
        os.execv(sys.executable, command)  # noqa: S606
