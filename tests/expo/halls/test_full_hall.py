"""Six hundred stands in one hall: a light page and few questions, whatever is looked for."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.expo.halls.full_hall import STANDS, make_full_hall

KILOBYTES = 60  # gzip; a phone in a crowded hall
QUERIES = 12


@pytest.fixture
def full_hall(site):
    return make_full_hall(site)


@pytest.mark.slow("six hundred firms, and the seed of the expo")
def test_six_hundred_stands_are_a_light_page_with_few_queries(full_hall, client):
    for address in (
        "/2026/halls/full/",
        "/en/2026/halls/full/?country=NO",
        "/2026/halls/full/?q=h-07",
    ):
        client.get(address)  # drawn for a minute
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address, HTTP_ACCEPT_ENCODING="gzip")
        assert gzip.decompress(page.content).count(b'<a class="stand ') == STANDS
        assert len(page.content) < KILOBYTES * 1024, address
        assert len(queries) <= QUERIES, address
