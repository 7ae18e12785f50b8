from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from evidence.timestamps.base import TimestampError
from evidence.timestamps.chain_head import authority
from evidence.timestamps.local import LocalAuthority
from evidence.timestamps.pins import fingerprints_of


class Command(BaseCommand):
    help = (
        "Prints TSA_FINGERPRINTS for the settings: the present timestamp authority's certificates."
    )
    requires_system_checks = []  # production refuses everything else until the setting is there

    def handle(self, **options):
        present = authority()
        try:
            if isinstance(present, LocalAuthority):
                present.prepare()
            fingerprints = fingerprints_of(present.certificates())
        except TimestampError as exc:
            raise CommandError(str(exc)) from exc
        if not fingerprints:
            raise CommandError(f"{settings.TSA_CERTIFICATES} holds no certificate in PEM")
        self.stdout.write(f"TSA_FINGERPRINTS={','.join(fingerprints)}")
