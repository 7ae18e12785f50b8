from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import AccountEmail, StaffRole
from accounts.roles import actions
from core.models import User
from tools.demo.content import table

PASSWORD = "expo-demo"  # noqa: S105 - printed by `make run`, demo data only
ACCOUNTS = table("accounts")


def seed_accounts():
    """The demo accounts of design.md §5. A password changed by hand stays as it was."""
    encoded = make_password(PASSWORD)  # once: each hash is slow on purpose
    # an account that exists is left alone: its password may have been changed by hand
    known = set(User.objects.values_list("email", flat=True))
    new = [row for row in ACCOUNTS if row["email"] not in known]
    admins = [row for row in new if row["role"] == StaffRole.ADMINISTRATOR]
    User.objects.bulk_create(
        User(email=row["email"], name=row["name"], password=encoded)
        for row in new
        if row not in admins
    )
    for row in admins:
        user = User.objects.create_superuser(row["email"], name=row["name"])
        User.objects.filter(pk=user.pk).update(password=encoded)
    grant_roles({row["email"]: row["role"] for row in ACCOUNTS if row["role"]})


def grant_roles(roles):
    """As in earnest: one administrator asks, the other one confirms."""
    asking, confirming = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")[:2]
    for user in User.objects.filter(email__in=roles, is_superuser=False).order_by("pk"):
        role = roles[user.email]
        if role == StaffRole.ADMINISTRATOR or actions.holds(user, role):
            continue
        granted = actions.grant(user, role, by=asking)
        if granted.state == granted.State.WAITING:
            actions.confirm(granted, by=confirming)
    # nobody reads the demo's mail, and the terminal shows what is sent
    AccountEmail.objects.filter(sent_at=None).update(sent_at=timezone.now())
