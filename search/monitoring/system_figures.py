from django.utils.translation import gettext_lazy as _

from core.system.figures import Figure

from .engine_status import states


def figures():
    for state in states():
        of = state.name
        yield Figure("search_engine_up", _("Engine answers"), int(not state.error), of=of)
        yield Figure("search_generation", _("Generation"), of=of, text=state.generation or "–")
        if state.documents is not None:
            yield Figure("search_documents", _("Documents in the index"), state.documents, of=of)
        backlog = state.backlog
        yield Figure("search_changes_waiting", _("Changes to be indexed"), backlog.rows, of=of)
        yield Figure(
            "search_changes_age_seconds",
            _("Oldest change to be indexed"),
            backlog.age.total_seconds(),
            of=of,
        )
