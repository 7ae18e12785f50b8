import pytest
from django.contrib.auth.models import Group

from core.groups import ORGANIZERS
from core.models import User


@pytest.fixture
def organizer(client):
    """Somebody of the expo's staff, signed in."""
    user = User.objects.create_user("organizer@expo.test", "x")
    user.groups.add(Group.objects.get(name=ORGANIZERS))
    client.force_login(user)
    return user
