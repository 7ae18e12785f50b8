import time

from django.core.management.base import BaseCommand, CommandError

from core.progress import ProgressBar
from search import actions
from search.engines.base import EngineError
from search.engines.registry import engines
from search.indexing.rebuild_schedule import is_needed


class Command(BaseCommand):
    help = (
        "Build the search index anew beside the one in use, then put it in its place. "
        "One that was killed goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed", action="store_true", help="only where it is missing, broken or old"
        )
        parser.add_argument("--engine", help="only this one: elasticsearch or embedded")

    def handle(self, *args, if_needed, engine, **options):
        """One engine that fails doesn't keep the other from being built."""
        chosen = [each for each, _ in engines() if engine in (None, each.name)]
        if not chosen:
            raise CommandError(f"There is no engine {engine} in the settings.")
        errors = [error for each in chosen if (error := self._try(each, if_needed))]
        if errors:
            raise CommandError("\n".join(errors))

    def _try(self, engine, if_needed):
        try:
            if not if_needed or is_needed(engine):
                self._rebuild(engine)
        except actions.RebuildInProgressError as exc:
            if not if_needed:
                return str(exc)
            self.stdout.write(str(exc))  # who builds it already will end it
        except EngineError as exc:
            return f"{engine.name}: {exc}"
        return ""

    def _rebuild(self, engine):
        started = time.monotonic()
        with ProgressBar(engine.name) as bar:
            size = actions.rebuild(engine, bar.show)
        seconds = time.monotonic() - started
        self.stdout.write(f"{engine.name}: {size} documents in {seconds:.1f} s")
