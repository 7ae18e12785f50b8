"""List, product page and the expo's own pages with 50,000 goods, beside a bare Django view that
renders a template of the same size. GOODS=5000 makes a smaller catalogue."""

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import path

from benchmarks.scratch_site import timed
from catalog.models import Product
from exhibitors.models import BoothPage
from expo.pages.home import current_edition


def main():
    setup_test_environment()
    client = Client()
    product = Product.objects.filter(live=True, variants__filing__approved_at__isnull=False).first()
    pages = {
        "list": ("/goods/", 12),
        "list, searched": ("/goods/?q=奶粉", 12),
        "list, two facets": (
            f"/goods/?category={product.category.slug}&origin={product.origin}",
            12,
        ),
        "product": (product.get_absolute_url(), 6),
    } | expo_pages()
    for name, (address, allowed) in pages.items():
        measure(client, name, address, allowed)


def expo_pages():
    edition = current_edition()
    booth = BoothPage.objects.live().filter(locale=edition.locale).first()
    return {
        "home": ("/", 12),
        "hall": (edition.hall_url(edition.halls.first()), 12),
        "programme": (edition.programme_page.url, 12),
        "booth": (booth.url, 22),
    }


def measure(client, name, address, allowed):
    client.get(address)  # makes the pictures in their sizes, which has what is kept read anew
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    count = len(queries)  # before the next request empties the log
    assert answer.status_code == 200, (address, answer.status_code)
    median, worst = timed(lambda: client.get(address))
    bare, _ = timed(lambda: bare_answer(client, len(answer.content)))
    print(
        f"{name}: {median:.1f} ms (worst {worst:.1f}), {len(answer.content) // 1024} KB, "
        f"{count} queries (at most {allowed}); bare view {bare:.1f} ms, "
        f"ratio {median / bare:.1f}"
    )


def bare_answer(client, size):
    """A view with nothing to do but a loop over rows, rendered to about `size` bytes, through the
    same client and middleware."""
    if not hasattr(bare_answer, "urls"):  # compiled once: parsing templates is not measured
        template = engines["django"].from_string(
            "<!doctype html><title>{{ title }}</title>"
            "{% for row in rows %}<p class='product-card__name'>"
            "<a href='/goods/{{ row.slug }}/'>{{ row.name }}</a>"
            " <b>{{ row.price|floatformat:2 }}</b></p>{% endfor %}"
        )
        row = {"slug": "manuka-honey-250", "name": "麦卢卡蜂蜜 250 克", "price": 128.5}
        one = len(template.render({"title": "", "rows": [row]}).encode())

        def view(request):
            rows = [row] * (int(request.GET["size"]) // one)
            return HttpResponse(template.render({"title": "bare", "rows": rows}))

        bare_answer.urls = type("urls", (), {"urlpatterns": [path("bare/", view)]})
    with override_settings(ROOT_URLCONF=bare_answer.urls):
        return client.get("/bare/", {"size": size})
