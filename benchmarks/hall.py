"""A hall with 600 stands and as many firms: its page in KB of gzip and in ms of the server, beside
what is allowed; plain, searched, and with a card. The limit is for the processor's time, which
other programs on the machine change least; the clock's stands beside it."""

import gzip
import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from benchmarks.scratch_site import timed
from core.minute_cache import forget_everything
from expo.models import Hall
from expo.pages.home import current_edition
from tests.expo.halls.full_hall import STANDS, make_full_hall

KILOBYTES = 60
MILLISECONDS = 100


def main():
    setup_test_environment()
    edition = current_edition()
    hall = Hall.objects.filter(edition=edition, slug="full").first() or make_full_hall(edition)
    client, address = Client(HTTP_ACCEPT_ENCODING="gzip"), edition.hall_url(hall)
    code = hall.stands.order_by("code")[STANDS // 2].code
    pages = {
        "plain": address,
        "a country": f"{address}?country=NO",
        "a firm's pinyin": f"{address}?q=changyun",
        "with a card": f"{address}?stand={code}",
    }
    missed = [name for name, page in pages.items() if not measure(client, name, page)]
    forget_everything()
    print(f"the first of a minute draws the plan: {processor_ms(client, address):.0f} ms")
    if missed:
        raise SystemExit(f"over the limits: {', '.join(missed)}")


def measure(client, name, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    count = len(queries)
    assert answer.status_code == 200, (address, answer.status_code)
    kilobytes, unpacked = len(answer.content) / 1024, len(gzip.decompress(answer.content)) // 1024
    median, _worst = timed(lambda: client.get(address))
    processor = statistics.median(processor_ms(client, address) for _ in range(20))
    print(
        f"{name}: {kilobytes:.1f} KB gzip (at most {KILOBYTES}), {unpacked} KB unpacked, "
        f"{processor:.1f} ms of the processor (at most {MILLISECONDS}), {median:.1f} ms by the "
        f"clock, {count} queries"
    )
    return kilobytes <= KILOBYTES and processor <= MILLISECONDS


def processor_ms(client, address):
    before = time.thread_time()
    client.get(address)
    return (time.thread_time() - before) * 1000
