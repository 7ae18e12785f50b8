"""`/metrics` for Prometheus: requests of every web process, and the apps' figures.

Closed: it answers only to METRICS_TOKEN, and is no page at all otherwise."""

import hmac
import os
import time

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from core.system.figures import sections

METHODS = {"GET", "HEAD", "POST"}
REQUESTS = Counter("expo_http_requests", "Answers", ["view", "method", "status"])
SECONDS = Histogram("expo_http_request_seconds", "Time to answer", ["view"])


class MetricsMiddleware:
    """Counts answers by the view's name: an address could name a person, and there are too many."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        response = self.get_response(request)
        match = getattr(request, "resolver_match", None)
        view = (match and match.view_name) or "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, response.status_code).inc()
        SECONDS.labels(view).observe(time.perf_counter() - started)
        return response


class FiguresCollector:
    def collect(self):
        families = {}
        for _app, figures in sections():
            for figure in figures or ():
                if figure.value is not None:
                    name = f"expo_{figure.name}"
                    family = families.setdefault(
                        name, GaugeMetricFamily(name, figure.name.replace("_", " "), labels=["of"])
                    )
                    family.add_metric([figure.of], figure.value)
        return families.values()


@never_cache
def metrics(request):
    if not is_known(request.headers.get("Authorization", "")):
        raise Http404
    registry = CollectorRegistry()
    registry.register(FiguresCollector())
    text = generate_latest(registry) + generate_latest(of_requests())
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def is_known(header):
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    # in constant time, so that a token can't be guessed sign by sign
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(header.encode(), expected)


def of_requests():
    """All web processes' together, where `config/gunicorn.py` has made a folder for them."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together
