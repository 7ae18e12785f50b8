from core.models import User


def administrator(name):
    return User.objects.create_superuser(f"{name}@example.com", "kraanvogel-7", name=name)


def person(name="lin", **fields):
    return User.objects.create_user(f"{name}@example.com", "kraanvogel-7", name=name, **fields)
