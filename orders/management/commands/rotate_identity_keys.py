from django.core.management.base import BaseCommand, CommandError

from orders.actions.rotate_identity_keys import rotate_identity_keys


class Command(BaseCommand):
    help = (
        "Encrypts stored identity numbers anew under the first of IDENTITY_KEYS; exit 1 if some"
        " can't be read. Safe to kill and to run again."
    )

    def handle(self, **options):
        result = rotate_identity_keys()
        self.stdout.write(
            f"{result.rotated} encrypted anew, {result.current} under the newest key already;"
            f" {result.documents} documents and receipts encrypted anew"
        )
        if result.unreadable:
            # pks only: never anything of a number (R-PRIV-6)
            pks = ", ".join(map(str, result.unreadable))
            raise CommandError(f"no key of IDENTITY_KEYS opens the numbers of buyers {pks}")
        if result.unreadable_documents:
            names = ", ".join(result.unreadable_documents)
            raise CommandError(f"no key of IDENTITY_KEYS opens {names}")
