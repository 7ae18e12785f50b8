from django.utils.functional import SimpleLazyObject

from accounts.workplaces import remembered_workplaces


def my_desk(request):
    """Where this person works, for the header of the public pages; None for visitors."""

    def first():
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        return next(iter(remembered_workplaces(user)), None)

    return {"my_desk": SimpleLazyObject(first)}
