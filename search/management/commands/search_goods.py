import json
import re
from html import unescape
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.query.goods_query import FACETS, SORTS, GoodsQuery
from search.retrieval.facet_labels import resolve
from search.retrieval.goods import search_goods, warm_up

OTHER_NAMES = {
    "in_stock": "stock",
    "centers": "center",
    "price_band": "price",
    "brand_id": "brand",
    "brand_slug": "brand",
}


class Command(BaseCommand):
    help = "Search goods as the site does."

    def add_arguments(self, parser):
        parser.add_argument("query", nargs="?", default=None)
        parser.add_argument("--file", help="one query a line; one JSON line out for each")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--limit", type=int, default=24)
        parser.add_argument("--filter", action="append", default=[], metavar="KEY=VALUE")
        parser.add_argument("--sort", choices=SORTS, default="relevance")

    def handle(self, *args, query, file, limit, sort, **options):
        if (query is None) == (file is None):
            raise CommandError("Give either a query or --file.")
        filters = read_filters(options["filter"])
        warm_up()  # loads the lexicon, so that took_ms is true

        def answer(text):
            return as_json(text, search_goods(GoodsQuery(text, filters, size=limit, sort=sort)))

        if file is not None:
            for line in self._lines(file):
                self.stdout.write(json.dumps(answer(line), ensure_ascii=False))
        elif options["json"]:
            self.stdout.write(json.dumps(answer(query), ensure_ascii=False))
        else:
            self._print(answer(query))

    def _lines(self, file):
        try:
            return Path(file).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as exc:
            raise CommandError(f"{file} can't be read: {exc}") from exc

    def _print(self, answer):
        self.stdout.write(f"{answer['total']} goods ({answer['match']}, {answer['took_ms']} ms)")
        for result in answer["results"]:
            self.stdout.write(f"{result['score']:8.3f}  {result['sku']:<24}{result['title']}")


def read_filters(written):
    """`key=value`, where several values of one key mean "or"; names do as well as slugs."""
    filters = {}
    for item in written:
        key, equals, value = item.partition("=")
        key = OTHER_NAMES.get(key.strip(), key.strip())
        if not equals or key not in FACETS:
            raise CommandError(f"--filter {item}: expected KEY=VALUE with one of {FACETS}.")
        filters[key] = filters.get(key, frozenset()) | {resolve(key, value)}
    return filters


def as_json(text, result):
    return {
        "query": text,
        "total": result.total,
        "took_ms": result.took_ms,
        "match": result.match,
        "corrected_to": result.corrected_to,
        "results": [
            {"sku": hit.sku, "title": plain(hit.title_marked), "score": round(hit.score, 6)}
            for hit in result.hits
        ],
        "facets": {
            facet.name: [
                {"value": value.value, "label": value.label, "count": value.count}
                for value in facet.values
            ]
            for facet in result.facets
        },
        "partial_total": result.partial_total,
        "readings": [{"kind": each.kind, "typed": each.typed} for each in result.readings],
        "engine": result.engine,
        "degraded": result.degraded,
    }


def plain(title_marked):
    return unescape(re.sub("</?mark>", "", title_marked))
