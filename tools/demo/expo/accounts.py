from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core.models import User
from tools.demo.content import table

PASSWORD = "expo-demo"  # noqa: S105 - printed by `make run`, demo data only
ACCOUNTS = table("accounts")


def seed_accounts():
    """The demo accounts of design.md §5. A password changed by hand stays as it was."""
    encoded = make_password(PASSWORD)  # once: each hash is slow on purpose
    # an account that exists is left alone: its password may have been changed by hand
    known = set(User.objects.values_list("email", flat=True))
    User.objects.bulk_create(
        User(email=row["email"], name=row["name"], password=encoded)
        for row in ACCOUNTS
        if row["email"] not in known
    )
    groups = {group.name: group for group in Group.objects.all()}
    group_names = {row["email"]: row["group"] for row in ACCOUNTS if row["group"]}
    for user in User.objects.filter(email__in=group_names):
        user.groups.add(groups[group_names[user.email]])
