from django.core.management.base import BaseCommand, CommandError

from accounts.actions.second_factor import reset
from accounts.emails import account_of
from core.logins import normalized_login


class Command(BaseCommand):
    help = (
        "Takes away the second factor of somebody who has lost phone, passkeys and backup codes."
        " Two people see to it: one who has met the person, one who runs this."
    )

    def add_arguments(self, parser):
        parser.add_argument("login", help="e-mail address or mobile number of the account")

    def handle(self, login, **options):
        user = account_of(normalized_login(login))
        if user is None:
            raise CommandError(f"No open account signs in by {login}.")
        reset(user, by="command line")
        self.stdout.write(
            f"{login} signs in by password alone from now on, and has been told by mail."
        )
