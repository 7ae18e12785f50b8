"""What shoppers type at the demo expo finds what they mean, on both engines."""

from pathlib import Path

import pytest

from search.quality.judgments import read_judged
from search.quality.metrics import ALL, by_kind, scores
from search.quality.trial_index import filled
from tests.search.conftest import ENGINES
from tools.demo.search import SYNONYMS
from tools.demo.search_sources import demo_brand_names, demo_sources

LIST = Path(__file__).with_name("demo.tsv")
JUDGED = read_judged(LIST)


@pytest.fixture(scope="module")
def trials(new_engine):
    made = {}

    def trial(kind):
        if kind not in made:
            made[kind] = filled(new_engine(kind), demo_sources(), demo_brand_names(), SYNONYMS)
        return made[kind]

    return trial


@pytest.fixture(params=ENGINES)
def trial(request, trials):
    return trials(request.param)


@pytest.fixture
def figures(trial):
    return by_kind(scores(JUDGED, trial.search, trial.good_of))


def test_the_list_is_broad():
    assert len(JUDGED) >= 300
    assert len({judged.kind for judged in JUDGED}) >= 25
    assert len({judged.query for judged in JUDGED}) == len(JUDGED)
    known = {sku for source in demo_sources() for sku in source.skus}
    assert {sku for judged in JUDGED for sku in judged.goods} <= known


def test_shoppers_find_what_they_mean(figures):
    assert figures[ALL].recall >= 0.99
    assert figures[ALL].mrr >= 0.98
    assert {kind: f.recall for kind, f in figures.items() if f.recall < 0.9} == {}


def test_what_is_not_sold_here_is_not_found(figures):
    assert figures["absent"].recall == 1.0


@pytest.mark.elasticsearch
def test_both_engines_answer_the_whole_list_alike(trials):
    """Totals and facet counts always; the first ten the same set in 99 of 100."""
    embedded, elastic = trials("embedded"), trials("elasticsearch")
    same_ten = 0
    for judged in JUDGED:
        one, other = embedded.answer(judged.query), elastic.answer(judged.query)
        assert (one.match, one.corrected_to) == (other.match, other.corrected_to), judged.query
        assert one.result.total == other.result.total, judged.query
        assert one.result.facets == other.result.facets, judged.query
        tens = [{pk for pk, _ in results.result.hits} for results in (one, other)]
        same_ten += tens[0] == tens[1]
    assert same_ten >= 0.99 * len(JUDGED)
