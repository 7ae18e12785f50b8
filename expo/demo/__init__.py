"""Demo data of the ground floor. Each room seeds its own, named in settings.DEMO_SEEDERS and
called from the lowest room up; every seeder can be run again without harm."""

from expo.demo.accounts import seed_accounts


def seed(*, goods=None, stdout=None):
    seed_accounts()
