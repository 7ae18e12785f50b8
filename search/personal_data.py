"""What the search knows about a person: the searches that were saved (the hook `personal_data`).
Recent searches stay on the visitor's device; what is searched for is kept without a name."""

from .models.saved import News, SavedSearch


def export(user):
    return {
        "saved_searches": [
            {
                "name": search.name,
                "search": search.state,
                "saved_at": search.created_at.isoformat(),
                "paused": search.paused_at is not None,
            }
            for search in SavedSearch.objects.filter(user=user)
        ]
    }


def reasons_to_keep(user):
    return []


def forget(user):
    SavedSearch.objects.filter(user=user).delete()
    News.objects.filter(user=user).delete()
