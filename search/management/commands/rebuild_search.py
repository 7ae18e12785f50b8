import sys
import time

from django.core.management.base import BaseCommand, CommandError

from search import actions
from search.engines import EngineError
from search.engines.chooser import engines
from search.engines.generations import is_due


class Command(BaseCommand):
    help = "Build the search index anew beside the one in use, then put it in its place."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed", action="store_true", help="only where it is missing or old"
        )

    def handle(self, *args, if_needed, **options):
        for engine, _ in engines():
            try:
                if not if_needed or is_due(engine.current()):
                    self._rebuild(engine)
            except EngineError as error:
                raise CommandError(str(error)) from error

    def _rebuild(self, engine):
        started = time.monotonic()
        size = actions.rebuild(engine, self._progress(engine.name, started))
        seconds = time.monotonic() - started
        self._bar("")
        self.stdout.write(f"{engine.name}: {size} documents in {seconds:.1f} s")

    def _progress(self, name, started):
        def show(done, total):
            rate = done / max(time.monotonic() - started, 0.001)
            left = (total - done) / max(rate, 0.001)
            self._bar(f"{name}: {done}/{total}, {rate:.0f}/s, {left:.0f} s left")

        return show

    def _bar(self, line):
        if sys.stderr.isatty():
            self.stderr.write(f"\r{line:<70}", ending="\r")
