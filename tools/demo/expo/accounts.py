from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core import groups
from core.models import User

PASSWORD = "expo-demo"  # noqa: S105 - printed by `make run`, demo data only
ACCOUNTS = (  # e-mail address, name, groups
    ("organizer@expo.test", "组委会 沈一诺", (groups.ORGANIZERS,)),
    ("reviewer@expo.test", "审核 秦知夏", (groups.REVIEWERS,)),
    ("clerk@expo.test", "通关 鲁明远", (groups.CLERKS,)),
    ("counter.airport@expo.test", "机场柜台 高语彤", (groups.COUNTER,)),
    ("counter.cbd@expo.test", "CBD 柜台 方子墨", (groups.COUNTER,)),
    ("counter.bonded@expo.test", "保税中心柜台 邵云舟", (groups.COUNTER,)),
    ("office@expo.test", "办公室 祁文博", (groups.OFFICE,)),
    ("kiwi@expo.test", "Aroha Whitfield", ()),
    ("nordic@expo.test", "Ingrid Solheim", ()),
    ("consumer@expo.test", "田小满", ()),
)


def seed_accounts():
    """The demo accounts of design.md §5. A password changed by hand stays as it was."""
    encoded = make_password(PASSWORD)  # once: each hash is slow on purpose
    # an account that exists is left alone: its password may have been changed by hand
    known = set(User.objects.values_list("email", flat=True))
    User.objects.bulk_create(
        User(email=email, name=name, password=encoded)
        for email, name, _ in ACCOUNTS
        if email not in known
    )
    by_name = {group.name: group for group in Group.objects.filter(name__in=groups.ALL)}
    for user in User.objects.filter(email__in=[email for email, _, _ in ACCOUNTS]):
        names = next(names for email, _, names in ACCOUNTS if email == user.email)
        if names:
            user.groups.add(*(by_name[name] for name in names))
