"""The lexicon of a process: brands for the segmenter, vocabulary, synonyms, suggestions.

Loaded on first use and again when the vocabulary's version has moved, which is checked only every
few seconds, so that a search costs no query for it.
"""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from catalog.models import Category
from search.analysis.pinyin import spell
from search.analysis.tokenization import Analyzer, Segmenter
from search.documents.builder import chinese_runs
from search.models import SearchCursor, SearchTerm, Synonym
from search.query.planner import Planner, Synonyms
from search.query.spelling import Term, Vocabulary
from search.query.suggester import Suggester

VOCABULARY = "vocabulary"  # its row among the cursors
LOOK_AGAIN = 1.0  # seconds: a term just learnt is suggested by every process
CATEGORY_COLUMNS = ("slug", "name_zh", "name_en")
COLUMNS = ("text", "kind", "goods", "pinyin", "initials", "shown")


@dataclass
class Lexicon:
    version: int
    vocabulary: Vocabulary
    synonyms: Synonyms
    segmenter: Segmenter

    @cached_property
    def planner(self) -> Planner:
        brands = frozenset(self.vocabulary.brand_names)
        return Planner(self.segmenter, self.synonyms, brands)

    @cached_property
    def analyzer(self) -> Analyzer:
        return Analyzer(self.segmenter, self.vocabulary.readings)

    @cached_property
    def suggester(self) -> Suggester:
        return Suggester(self.vocabulary)


_lock = threading.Lock()
_segmenter: Segmenter | None = None  # 34 MB: one for the process, words are only added
_loaded: Lexicon | None = None
_looked_at = 0.0


def current_lexicon() -> Lexicon:
    global _loaded, _looked_at
    now, loaded = time.monotonic(), _loaded  # read once: another thread may forget it meanwhile
    if loaded is not None and now - _looked_at < LOOK_AGAIN:
        return loaded
    with _lock:
        version, loaded = _version(), _loaded
        if loaded is None or loaded.version != version:
            loaded = _loaded = _load(version)
        _looked_at = now
        return loaded


def forget() -> None:
    """Load everything again on next use; for tests, and after an editor's change of a synonym."""
    global _loaded
    _loaded = None


def changed(**_signal) -> None:
    """Have all processes load terms and synonyms again."""
    SearchCursor.next_version(VOCABULARY)
    forget()


def _version() -> int:
    versions = SearchCursor.objects.filter(engine=VOCABULARY).values_list("version", flat=True)
    return versions.first() or 0


def _load(version: int) -> Lexicon:
    spell("词")  # reads the dictionary now: in a page it would use up the engine's time
    rows = SearchTerm.objects.values_list(*COLUMNS)
    vocabulary = Vocabulary(Term(*row) for row in rows)
    categories = Category.objects.values_list(*CATEGORY_COLUMNS)
    rows = Synonym.objects.values_list("words", "means")
    synonyms = Synonyms.from_rows(rows, categories)
    lexicon = Lexicon(version, vocabulary, synonyms, segmenter(vocabulary.brands))
    lexicon.planner.readings("不要日本 1元以下")  # so are the patterns of conditions
    return lexicon


def segmenter(brands: Iterable[str] = ()) -> Segmenter:
    """The process's one segmenter, which knows these brands from now on."""
    global _segmenter
    if _segmenter is None:
        _segmenter = Segmenter()
    _segmenter.add(chinese_runs(brands))
    return _segmenter
