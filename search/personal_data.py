"""What the search knows about a person: the searches that were saved (the hook `personal_data`).
Recent searches stay on the visitor's device; the query log records no person."""

from .models.saved import SavedSearch, SavedSearchNews


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
    SavedSearchNews.objects.filter(user=user).delete()
