from django.core.management.base import BaseCommand, CommandError

from evidence.actions import begin_stamp_log
from evidence.timestamps.stamp_log import StampLogError


class Command(BaseCommand):
    help = (
        "Writes all stamps of the database into a new stamp log, where the old one was lost or is "
        "put away; the ledger keeps that it was done."
    )

    def handle(self, **options):
        try:
            lines = begin_stamp_log()
        except StampLogError as exc:
            raise CommandError(str(exc)) from exc
        self.stdout.write(f"{lines} lines written")
