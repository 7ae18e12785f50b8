"""The account's row as it is now. What a request has read may be out of date by the time it
writes: saved whole, it would bring back a right that was revoked, or a password that was reset."""

from django.core.exceptions import PermissionDenied

from core.models import User


def lock_account(user):
    """The row anew, locked until the caller's transaction ends. Raises PermissionDenied where the
    account has been closed meanwhile."""
    row = User.objects.select_for_update().get(pk=user.pk)
    if not row.is_active:
        raise PermissionDenied
    return row
