from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class EmailOrMobileBackend(ModelBackend):
    """Signs in by e-mail address or mobile number, whichever the visitor typed."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        users = get_user_model()
        login = (username or kwargs.get("email") or "").strip()
        if not login or password is None:
            return None
        try:
            user = users.objects.get_by_natural_key(login)
        except users.DoesNotExist:
            users().set_password(password)  # as slow as a wrong password: tells no one who exists
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
