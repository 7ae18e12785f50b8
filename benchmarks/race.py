"""Buyers racing for fewer pieces over HTTP against real web processes: who gets one, what the
others see, and how long an order takes. On SQLite, and on PostgreSQL where TEST_POSTGRES_URL names
one. BUYERS=50 PIECES=10 WORKERS=2."""

import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

from benchmarks.scratch_site import ROOT, LocalServer, empty_database, manage, migrate, scratch
from orders.identity.numbers import check_digit

SKU = "RACE-1"
MAKE = """
from tests.factories import make_variant_for_sale
make_variant_for_sale(sku="{sku}", stock={pieces})
"""
COUNT = """
from orders.models import Order
from catalog.models import StockRecord
print(Order.objects.count(), *StockRecord.objects.values_list("on_hand", "reserved").get())
"""


def main():
    buyers, pieces = int(os.environ.get("BUYERS", 50)), int(os.environ.get("PIECES", 10))
    run("sqlite", {}, buyers, pieces)
    if database := empty_database("race"):
        run("postgresql", database, buyers, pieces)


def run(kind, environment, buyers, pieces):
    scratch(f"race-{kind}", CELERY_TASK_ALWAYS_EAGER="0", **environment)
    migrate()
    manage("shell", "-v", 0, "-c", MAKE.format(sku=SKU, pieces=pieces))
    with web_processes(dict(os.environ), workers=int(os.environ.get("WORKERS", 2))) as web:
        outcomes, seconds = race(web.base, SKU, buyers)
    counts = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", COUNT],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    print(
        f"{kind}: {buyers} buyers, {pieces} pieces → {dict(Counter(outcomes))}; "
        f"median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s; "
        f"orders, on hand, reserved: {counts.strip()}"
    )
    manage("check_integrity")


def web_processes(environment, *, workers=2):
    """The site's web processes on a free port."""
    return LocalServer(lambda port: [
        sys.executable, "-m", "gunicorn", "config.wsgi:application", "-b", f"127.0.0.1:{port}",
        "-w", str(workers), "--threads", "8", "--log-level", "critical",
    ], {**environment, "DEBUG": "1"})  # fmt: skip


class NoRedirects(HTTPRedirectHandler):
    """A redirect is returned and not followed: its address tells what happened."""

    def redirect_request(self, *_):
        return None


class RacingBuyer:
    """A guest with cookies who goes as far as the button of the checkout."""

    def __init__(self, base, number):
        self.base, self.number = base, number
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), NoRedirects())

    def request(self, path, form=None):
        """(status, Location or page)."""
        data = urlencode(form).encode() if form else None
        try:
            with self.opener.open(self.base + path, data, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as exc:
            return exc.code, exc.headers.get("Location") or exc.read().decode()

    def fill_cart(self, sku):
        token = field(self.request("/accounts/sign-in/")[1], "csrfmiddlewaretoken")
        self.request("/cart/add/", {"sku": sku, "quantity": 1, "csrfmiddlewaretoken": token})
        page = self.request("/checkout/")[1]
        hidden = ("csrfmiddlewaretoken", "client_token", "expected_total")
        self.form = {
            **{name: field(page, name) for name in hidden},
            "consignee": "王收货", "mobile": "13900005678", "province": "410000",
            "city": "410100", "district": "410105", "detail": "花园路 39 号",
            "email": f"buyer{self.number}@expo.test", "real_name": "林若溪",
            "id_number": identity(self.number), "identity_consent": "on",
            "sharing_consent": "on", "risk_consent": "on",
        }  # fmt: skip

    def press(self):
        """placed, sold out (with a sentence on the page) or the status that should not be."""
        status, answer = self.request("/checkout/", self.form)
        if status == 302 and "/pay/" in answer:
            return "placed"
        if status == 409 and "notice--bad" in answer:
            return "sold out"
        return f"{status} {answer[:200]}"


def race(base, sku, count):
    """(outcomes, seconds) of `count` buyers who press at one moment."""
    buyers = [RacingBuyer(base, n) for n in range(count)]
    in_threads(buyers, lambda buyer: buyer.fill_cart(sku))
    # nobody presses before all stand at the button: else the first would have bought long ago
    outcomes, seconds, gate = [], [], threading.Barrier(count)

    def press(buyer):
        gate.wait(120)
        began = time.monotonic()
        outcomes.append(buyer.press())
        seconds.append(time.monotonic() - began)

    in_threads(buyers, press)
    return outcomes, seconds


def in_threads(buyers, operation):
    with ThreadPoolExecutor(len(buyers)) as pool:
        list(pool.map(operation, buyers))


def field(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def identity(n):
    """A synthetic number of the 1880s (R-ID-10)."""
    body = f"4101051885{n // 28 % 12 + 1:02}{n % 28 + 1:02}001"
    return body + check_digit(body)
