from django.core.management.base import BaseCommand

from accounts.roles.rights_table import markdown


class Command(BaseCommand):
    help = "Who may do what, as the tables of docs/security.md"

    def handle(self, **options):
        self.stdout.write(markdown())
