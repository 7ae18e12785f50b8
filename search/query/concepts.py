"""One word → one concept: the fields in which its tokens may match, with their weights.

Weights were measured to hardly matter: that every concept must match does the work. They are
kept readable rather than tuned.
"""

from collections.abc import Iterable

from search.analysis.pinyin import MAX_INITIALS, SYLLABLES, syllable_bigrams, syllable_splits
from search.analysis.tokenization import Piece, bigrams, parts, stem

from .codes import CODE_WEIGHT
from .plan import Alternative, Concept

ZH_WEIGHTS = {"brand": 4.0, "name": 3.0, "bgram": 2.0, "gram": 1.2, "cat": 1.0, "body": 0.25}
LATIN_WEIGHTS = {"brand": 4.0, "name": 3.0, "cat": 1.0, "body": 0.25}
WHOLE = {"brand": 4.0, "name": 3.0}  # of several Latin words in one
PART_WEIGHTS = {"brand": 2.4, "name": 1.8}
PINYIN_WEIGHT, INITIALS_WEIGHT = 1.0, 0.8


def word_concept(word: Piece, joined: Iterable[str] = ()) -> Concept:
    if word.kind == "latin":
        return _latin_concept(word.text, joined)
    if word.kind == "size":
        any_of = (Alternative("name", (word.text,), 3.0), Alternative("body", (word.text,), 0.25))
        return Concept(word.text, len(word.text) / 2, any_of, "size")
    return zh_concept(word.text)


def zh_concept(word: str) -> Concept:
    """A Chinese word, or another script's: as a word, or by all of its own bigrams."""
    grams = tuple(dict.fromkeys(bigrams(word)))
    any_of = tuple(
        Alternative(name, grams if name in ("bgram", "gram", "cat") else (word,), weight)
        for name, weight in ZH_WEIGHTS.items()
    )
    return Concept(word, float(len(word)), any_of, "zh")


def _latin_concept(text: str, joined: Iterable[str]) -> Concept:
    word = stem(text)
    any_of = [Alternative(name, (word,), weight) for name, weight in LATIN_WEIGHTS.items()]
    if some := parts(text):
        any_of += [Alternative(name, tuple(some), w) for name, w in PART_WEIGHTS.items()]
    any_of += [Alternative(name, (whole,), w) for whole in joined for name, w in WHOLE.items()]
    if any(c.isdigit() for c in text):
        any_of.append(Alternative("code", (text,), CODE_WEIGHT))
    else:
        any_of += pinyin_alternatives(text)
    return Concept(text, len(text) / 2, tuple(any_of), "latin")


def pinyin_alternatives(latin: str) -> list[Alternative]:
    alternatives = [
        Alternative("py", tuple(dict.fromkeys(syllable_bigrams(syllables))), PINYIN_WEIGHT)
        for syllables in syllable_splits(latin)
        if len(syllables) > 1
    ]
    if 2 <= len(latin) <= MAX_INITIALS:
        alternatives.append(Alternative("py", ("i:" + latin,), INITIALS_WEIGHT))
    return alternatives


def is_syllable(word: Piece) -> bool:
    return word.kind == "latin" and word.text in SYLLABLES


def spaced_pinyin_concept(terms: list[Piece]) -> Concept:
    """Pinyin typed with blanks: as one word, or as the English words that it may be as well."""
    text = "".join(word.text for word in terms)
    as_terms = merge([_latin_concept(word.text, ()) for word in terms])
    any_of = [*as_terms.any_of, *_latin_concept(text, ()).any_of]
    return Concept(text, len(text) / 2, tuple(any_of), "latin")


def merge(concepts: list[Concept]) -> Concept:
    """Several words as one concept: a field must contain the tokens of all of them."""
    if len(concepts) == 1:
        return concepts[0]
    fields = [{a.field: a for a in reversed(c.any_of)} for c in concepts]
    any_of = tuple(
        Alternative(
            name,
            tuple(dict.fromkeys(t for f in fields for t in f[name].tokens)),
            min(f[name].weight for f in fields),
        )
        for name in fields[0]
        if name not in ("py", "code") and all(name in f for f in fields)
    )
    text = " ".join(c.text for c in concepts)
    return Concept(text, sum(c.size for c in concepts), any_of, "synonym")
