"""Writing documents to Elasticsearch: bulk requests, two of them in parallel."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from elasticsearch import Elasticsearch

from .base import Change, EngineError

BULK_DOCUMENTS = 500
AT_ONCE = 2  # one waits for the server while the next is written
CONFLICT = 409
# The rest of the response would be several times as long.
OUTCOME = "errors,items.*._id,items.*.status,items.*.error.reason"


def write_all(client: Elasticsearch, index: str, changes: list[Change], version: int) -> set[str]:
    """The keys rejected because the index has a newer version. Returns or raises only when no
    bulk is under way any more; each key may occur once, because bulks overtake each other."""
    bulk = partial(_bulk, client, index, version)
    if len(changes) <= BULK_DOCUMENTS:  # a pool would take no work while the process ends
        return bulk(changes) if changes else set()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return set().union(*threads.map(bulk, _bulks(changes)))


def _bulks(changes: list[Change]) -> Iterator[list[Change]]:
    for start in range(0, len(changes), BULK_DOCUMENTS):
        yield changes[start : start + BULK_DOCUMENTS]


def _bulk(client: Elasticsearch, index: str, version: int, changes: list[Change]) -> set[str]:
    operations: list[dict] = []
    for key, document in changes:
        metadata = {"_id": key, "version": version, "version_type": "external_gte"}
        if document is None:
            operations.append({"delete": metadata})
        else:
            operations += [{"index": metadata}, document]
    response = client.bulk(index=index, operations=operations, filter_path=OUTCOME)
    conflicts = set()
    for item in response["items"] if response["errors"] else []:
        (result,) = item.values()
        if result["status"] == CONFLICT:
            conflicts.add(result["_id"])
        elif "error" in result:
            raise EngineError(f"{result['_id']}: {result['error'].get('reason')}")
    return conflicts
