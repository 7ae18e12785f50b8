"""Demo data of the expo's own pages. `seed_demo` calls each app's seeder, the lowest first; every
seeder can be run again without harm."""

from django.db import transaction

from tools.demo.expo.accounts import seed_accounts
from tools.demo.expo.halls import seed_halls, seed_programme
from tools.demo.expo.pages import seed_pages


@transaction.atomic
def seed(*, goods=None, stdout=None):
    seed_accounts()
    edition = seed_pages()
    seed_halls(edition)
    seed_programme(edition)
