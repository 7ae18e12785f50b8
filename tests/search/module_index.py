"""An embedded index that is built once for the rows of a module; each test gets a copy of it."""

import shutil

from django.test import override_settings

from search import actions
from search.engines.registry import configured
from search.retrieval import facet_labels
from search.vocabulary import lexicon

EMBEDDED = "search.engines.embedded.EmbeddedEngine"


class ModuleIndex:
    def __init__(self, folder):
        self.folder = folder

    def build(self):
        """Of the rows as they are: to be called within `kept_for_a_module`."""
        lexicon.forget()
        facet_labels.forget()
        with override_settings(SEARCH_ENGINE=EMBEDDED, SEARCH_FALLBACKS=[], SEARCH_DIR=self.folder):
            actions.rebuild(configured())
        lexicon.forget()
        facet_labels.forget()

    def give(self, engine):
        """The index in a test's own engine; Elasticsearch builds it anew."""
        if engine.name == "embedded":
            shutil.copytree(self.folder, engine.folder, dirs_exist_ok=True)
            lexicon.current_lexicon()  # in the process, as after a rebuild
        else:
            actions.rebuild(engine)
