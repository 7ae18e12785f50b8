import json
import signal
import sys
from contextlib import contextmanager
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from catalog.models import Variant
from search.engines.base import EngineError
from search.engines.registry import configured
from search.models import Synonym
from search.quality.catalogue import read_catalogue
from search.quality.judgments import JudgmentFileError, read_judged
from search.quality.metrics import DEPTH, Score, by_kind, scores
from search.quality.trial_index import filled
from search.query.goods_query import GoodsQuery
from search.retrieval.goods import find


class Command(BaseCommand):
    help = (
        "Score the search on a judged list: recall, MRR and nDCG of the first ten, by kind. "
        "Asks the site's own index, or with --catalogue an index of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--queries", required=True, metavar="FILE", help="kind, query and SKUs parted by tabs"
        )
        parser.add_argument(
            "--catalogue", metavar="FILE", help="goods as CSV instead of the site's"
        )
        parser.add_argument("--json", action="store_true", help="every query with its figures")
        parser.add_argument("--misses", action="store_true", help="show what was not found")

    def handle(self, *args, queries, catalogue, misses, **options):
        try:
            judged = read_judged(queries)
            results = _in_catalogue(judged, catalogue) if catalogue else _in_the_site(judged)
        except (JudgmentFileError, OSError, ValueError, EngineError) as exc:
            raise CommandError(str(exc)) from exc
        engine = configured().name
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(engine, results), ensure_ascii=False))
            return
        self._table(engine, results)
        if misses:
            self._misses(results)

    def _table(self, engine, results):
        self.stdout.write(f"{engine:<18}{'queries':>8}{'recall':>8}{'MRR':>8}{'nDCG':>8}")
        for kind, f in by_kind(results).items():
            self.stdout.write(
                f"{kind:<18}{f.queries:>8}{f.recall:>8.3f}{f.mrr:>8.3f}{f.ndcg:>8.3f}"
            )

    def _misses(self, results: list[Score]):
        for score in results:
            if score.recall < 1:
                missing = " ".join(score.missing) or "nothing"
                shown = " ".join(score.shown) or "nothing"
                self.stdout.write(
                    f"{score.judged.kind}\t{score.judged.query}\tmissing: {missing}\tshown: {shown}"
                )


def _in_the_site(judged) -> list[Score]:
    """As visitors search. A fallback's answers would be mistaken for the engine's."""
    configured().ping()
    goods = dict(Variant.objects.values_list("sku", "product"))

    def search(text):
        response = find(GoodsQuery(text, size=DEPTH))
        if response.degraded:
            raise EngineError(f"{configured().name} did not answer: {text}")
        return [str(pk) for pk, _ in response.answer.result.hits]

    return scores(judged, search, lambda sku: str(goods.get(sku, sku)))


def _in_catalogue(judged, file) -> list[Score]:
    """The site's synonyms, and an engine of the configured kind that is gone afterwards."""
    sources = list(read_catalogue(file))
    brands = [name for source in sources for name in source.brand.all]
    synonyms = Synonym.objects.values_list("words", "means")
    with _stopped_in_order(), configured().temporary() as engine:
        trial = filled(engine, sources, brands, synonyms)
        return scores(judged, trial.search, trial.good_of)


@contextmanager
def _stopped_in_order():
    """SIGTERM leaves through the clean-up: else the temporary index would stay."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _as_json(engine: str, results: list[Score]) -> dict:
    return {
        "engine": engine,
        "kinds": {kind: asdict(figures) for kind, figures in by_kind(results).items()},
        "queries": [_query_json(**vars(score)) for score in results],
    }


def _query_json(judged, **figures) -> dict:
    return {"kind": judged.kind, "query": judged.query, **figures}
