"""Elasticsearch 8, through elasticsearch_dsl. It gets ready-made tokens, so it needs no plugin.

<prefix> is an alias of the generation that is searched, <prefix>-next of one being built.
"""

import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta

from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch.serializer import NdjsonSerializer, OrjsonSerializer
from elasticsearch_dsl import Index, MultiSearch, Search
from elasticsearch_dsl.aggs import Filter, Terms
from elasticsearch_dsl.query import Bool, Query

from search.documents.schema import FACET_FIELDS, number_of_key
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from search.query.results import EngineResult

from .base import (
    MAX_FACET_VALUES,
    TEMPORARY,
    Change,
    EngineError,
    IndexMissingError,
    by_count,
    chosen,
    sort_of,
)
from .elastic_bulk import write_all
from .elastic_errors import translated_errors
from .elastic_query import facet_filter, mapping, plan_query
from .generations import built_at, is_due, is_name, new_name
from .time_budget import MIN_SECONDS, PAGE_SECONDS, remaining

BULK_TIMEOUT = 30.0  # seconds
ABANDONED_AFTER = timedelta(days=1)  # a killed process leaves its temporary index behind
GONE = 404
FACET_VALUES = {
    name: Terms(field=field, size=MAX_FACET_VALUES) for name, field in FACET_FIELDS.items()
}


class OrjsonLines(OrjsonSerializer, NdjsonSerializer):
    """A bulk's lines by orjson, which costs this process half as much."""


FAST = {kind.mimetype: kind() for kind in (OrjsonSerializer, OrjsonLines)}


def raw_response(search: Search, answer: dict) -> dict:
    """Instead of objects around each hit and each count, of which one would read little."""
    return answer


class ElasticEngine:
    name = "elasticsearch"

    def __init__(self, url: str, prefix: str, replicas: int = 0):
        self.url, self.prefix, self.replicas = url, prefix, replicas
        self.alias, self.next_alias = prefix, f"{prefix}-next"
        self._client: tuple[int, Elasticsearch] | None = None
        self._page_clients: dict[int, Elasticsearch] = {}

    @classmethod
    def arguments_from_settings(cls) -> tuple[str, str, int]:
        return settings.ELASTICSEARCH_URL, settings.SEARCH_INDEX_PREFIX, settings.SEARCH_REPLICAS

    @classmethod
    @contextmanager
    def temporary(cls, url: str = "") -> Iterator["ElasticEngine"]:
        engine = cls(url or settings.ELASTICSEARCH_URL, f"{TEMPORARY}-{uuid.uuid4().hex[:12]}")
        engine.delete_old_generations(f"{TEMPORARY}-*", older_than=ABANDONED_AFTER)
        try:
            yield engine
        finally:
            engine._delete_all_but(None)

    @property
    def client(self) -> Elasticsearch:
        """Each process its own: two that share a connection after a fork read each other's
        answers."""
        made = self._client
        if made is None or made[0] != os.getpid():
            client = Elasticsearch(
                self.url,
                request_timeout=PAGE_SECONDS,
                max_retries=0,  # a retry would use up the page's time: the next engine answers
                serializers=FAST,
            )
            self._page_clients = {}
            made = self._client = (os.getpid(), client)
        return made[1]

    @property
    def page_client(self) -> Elasticsearch:
        """A visitor waits `PAGE_SECONDS` at most, for all requests of a page together.

        In steps, each with a cached client: to make one costs as much as a small search.
        """
        steps = int(remaining() / MIN_SECONDS)
        if steps < 1:
            raise EngineError("Elasticsearch has used up the time a page may wait.")
        client = self.client
        if steps not in self._page_clients:
            self._page_clients[steps] = client.options(request_timeout=steps * MIN_SECONDS)
        return self._page_clients[steps]

    @property
    def bulk_client(self) -> Elasticsearch:
        return self.client.options(
            request_timeout=BULK_TIMEOUT, max_retries=3, retry_on_timeout=True
        )

    # -- reading -----------------------------------------------------------------------------

    def find(self, plan: QueryPlan, query: GoodsQuery) -> EngineResult:
        search = self.page(plan, query, self.page_client)
        with translated_errors():
            return self._read(search.execute(), scored=sort_of(plan, query) is None)

    def page(self, plan: QueryPlan, query: GoodsQuery, client: Elasticsearch) -> Search:
        """Each call on a Search copies it whole, so what can be said at once is."""
        sort = sort_of(plan, query)
        filters = {name: facet_filter(name, query) for name in chosen(query)}
        search = (
            Search(using=client, index=self.alias)
            .response_class(raw_response)
            .extra(
                from_=query.offset,
                size=query.size,
                sort=[{sort[0]: sort[1]}] if sort else ["_score", {"rank_key": "desc"}],
                track_total_hits=True,
            )
        )
        search = search.query(plan_query(plan, query.kind, weighed=sort is None))
        if filters:
            search = search.post_filter(Bool(filter=list(filters.values())))
        for name, values in FACET_VALUES.items():
            if others := [f for other, f in filters.items() if other != name]:
                search.aggs.bucket(name, Filter(Bool(filter=others))).bucket("values", values)
            else:
                search.aggs.bucket(name, values)
        return search.params(allow_partial_search_results=False)

    @staticmethod
    def _read(answer: dict, scored: bool) -> EngineResult:
        hits = tuple(
            (number_of_key(hit["_id"]), hit["_score"] if scored else 0.0)
            for hit in answer["hits"]["hits"]
        )
        facets = {
            name: by_count(
                {
                    b.get("key_as_string", b["key"]): b["doc_count"]
                    for b in bucket_group.get("values", bucket_group)["buckets"]
                }
            )
            for name, bucket_group in answer["aggregations"].items()
        }
        return EngineResult(hits, answer["hits"]["total"]["value"], facets)

    def count(self, plan: QueryPlan, kind: str = "goods") -> int:
        search = Search(using=self.page_client, index=self.alias)
        with translated_errors():
            return search.query(plan_query(plan, kind, weighed=False)).count()

    def counts(self, plans: Iterable[QueryPlan], kind: str = "goods") -> list[int]:
        """One request, however many plans: each would cost a round trip of its own."""
        return self._totals([plan_query(plan, kind, weighed=False) for plan in plans])

    def tally(self, plan: QueryPlan, kinds: Iterable[str]) -> list[int]:
        return self._totals([plan_query(plan, kind, weighed=False) for kind in kinds])

    def _totals(self, queries: list[Query]) -> list[int]:
        if not queries:
            return []
        searches = MultiSearch(using=self.page_client, index=self.alias)
        for query in queries:
            searches = searches.add(Search().query(query).extra(size=0, track_total_hits=True))
        with translated_errors():
            return [response.hits.total.value for response in searches.execute()]

    def size(self, generation: str | None = None) -> int:
        with translated_errors():
            index = Index(generation or self.alias, using=self.bulk_client)
            index.refresh()
            return Search(using=self.bulk_client, index=generation or self.alias).count()

    def ping(self) -> None:
        with translated_errors():
            self.page_client.search(index=self.alias, size=0, source=False)["hits"]

    def current(self) -> str | None:
        with translated_errors():
            return self._behind(self.alias)

    def building(self) -> str | None:
        with translated_errors():
            return self._behind(self.next_alias)

    def _behind(self, alias: str) -> str | None:
        response = self.bulk_client.options(ignore_status=GONE).indices.get_alias(name=alias)
        return None if response.meta.status == GONE else max(response.body)

    # -- writing -----------------------------------------------------------------------------

    def writing(self, wait: bool = False):
        return nullcontext()  # versions keep the order here

    def write(
        self, changes: Iterable[Change], version: int, generation: str | None = None
    ) -> set[str]:
        """Conflicts in the current generation don't matter while another is to replace it."""
        changes = list(changes)
        conflicts: set[str] = set()
        with translated_errors():
            for target in [generation] if generation else self._targets():
                conflicts = write_all(self.bulk_client, target, changes, version)
        return conflicts

    def _targets(self) -> list[str]:
        """The current one, then one under construction; never one of another shape."""
        candidates = dict.fromkeys((self._behind(self.alias), self._behind(self.next_alias)))
        targets = [name for name in candidates if name and not is_due(name)]
        if not targets:
            raise IndexMissingError("There is no index yet.")
        return targets

    def new_generation(self) -> str:
        generation = new_name(self.prefix)
        with translated_errors():
            self._delete_all_but(self._behind(self.alias))
            index = Index(generation, using=self.bulk_client)
            index.settings(
                number_of_shards=1,  # with two, each scores terms by its own frequencies
                number_of_replicas=self.replicas,
                refresh_interval=-1,
                gc_deletes="1h",  # how long a deletion rejects an older document of a slow writer
            )
            index.mapping(mapping())
            index.aliases(**{self.next_alias: {}})
            index.create()
        return generation

    def publish(self, generation: str) -> None:
        """The previous one stays for running queries, until `tidy`."""
        with translated_errors():
            previous = self._behind(self.alias)
            if generation not in (previous, self._behind(self.next_alias)):
                raise EngineError(f"{generation} is no longer the one under construction.")
            index = Index(generation, using=self.bulk_client)
            index.put_settings(body={"index": {"refresh_interval": "1s"}})
            index.refresh()
            if previous != generation:
                self.bulk_client.indices.update_aliases(actions=self._swap(previous, generation))

    def _swap(self, previous: str | None, generation: str) -> list[dict]:
        """One step for the server: no search meets none or both."""
        swap: list[dict] = [
            {"remove": {"index": generation, "alias": self.next_alias}},
            {"add": {"index": generation, "alias": self.alias}},
        ]
        if previous:
            swap.append({"remove": {"index": previous, "alias": self.alias}})
        return swap

    def abandon(self, generation: str) -> None:
        with translated_errors():
            if self._behind(self.alias) != generation:
                self.bulk_client.indices.delete(index=generation, ignore_unavailable=True)

    def tidy(self) -> list[str]:
        with translated_errors():
            return self._delete_all_but(self._behind(self.alias), self._behind(self.next_alias))

    def _delete_all_but(self, *kept: str | None) -> list[str]:
        """Also what a late `bulk` has made by itself under the name of a deleted generation."""
        indices = self.bulk_client.indices.get(index=f"{self.prefix}-*").body
        others = [name for name in indices if is_name(name, self.prefix) and name not in kept]
        for name in others:
            self.bulk_client.indices.delete(index=name, ignore_unavailable=True)
        return others

    def delete_old_generations(self, pattern: str, older_than: timedelta) -> None:
        """Remove generations of any prefix that fits and that were left long ago."""
        long_ago = datetime.now(UTC) - older_than
        with translated_errors():
            for name in self.bulk_client.indices.get(index=pattern).body:
                built = built_at(name)
                if built and built < long_ago:
                    self.bulk_client.indices.delete(index=name, ignore_unavailable=True)
