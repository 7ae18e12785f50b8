"""Synonyms: words that shoppers use and no text of the demo goods holds."""

from search.models import Synonym
from tools.demo.content import table

SYNONYMS = tuple((row["words"], row["means"]) for row in table("synonyms"))


def seed(*, goods=None, stdout=None):
    known = set(Synonym.objects.values_list("words", flat=True))
    for words, means in SYNONYMS:
        if words not in known:
            Synonym.objects.create(words=words, means=means)
