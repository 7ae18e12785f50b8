"""The demo shop of tests/search/shop.csv as rows of the database, and visitors who search it by
browser: the site itself serves them, on a port of its own."""

import os
import threading
from types import SimpleNamespace

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from search import actions
from search.models import Synonym
from tests import factories
from tests.journeys.conftest import Visitor
from tests.search import shop as plain


@pytest.fixture(scope="module")
def chromium():
    """A browser for one file: Playwright keeps an event loop in this thread, beside which rows are
    made all the same, and which is gone before another file's tests. Beside a loop Django keeps
    other connections than without one: none may stay open behind the next copy's back."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    connections.close_all()
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--no-first-run"],
        )  # fmt: skip
        yield browser
        browser.close()
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True, scope="module")
def _browser_first(request):
    """Before anything that asks the database, and only where there is a browser."""
    if "CHROMIUM" in os.environ:
        request.getfixturevalue("chromium")


def make_category(names, parent):
    result = factories.make_category(names.key, names.zh, names.en) if parent is None else None
    if result is None:
        result = parent.get_children().filter(slug=names.key).first() or parent.add_child(
            slug=names.key, name_zh=names.zh, name_en=names.en
        )
    return type(result).objects.get(pk=result.pk)


def make_good(source):
    leaf = None
    for names in source.categories:
        slug = f"{leaf.slug}-{names.key}" if leaf else names.key
        leaf = make_category(plain.Names(slug, names.zh, names.en), leaf)
    brand = source.brand
    product = factories.make_product(
        slug=f"good-{source.pk:03}", name_zh=source.name_zh, name_en=source.name_en,
        description_zh=source.description[0], category=leaf, origin=source.origin.key,
        brand=factories.make_brand(
            f"brand-{brand.key}", brand.zh, brand.en, aliases=list(brand.aliases)
        ),
        sales=source.sales, first_published_at=source.published,
    )  # fmt: skip
    factories.make_variant_for_sale(
        product, sku=source.skus[0], gtin=source.gtins[0], price=f"{source.price / 100:.2f}",
        spec_zh=source.specs[0], spec_en=source.specs[0], stock=9 if source.in_stock else 0,
        filing={"hs_code": source.hs_codes[0], "origin": source.origin.key},
    )  # fmt: skip


@pytest.fixture
def shop(live_server, site_engine):
    """The plain shop in the database and in the engine that this run is about."""
    Synonym.objects.create(words="baby milk, infant milk", means="婴儿奶粉")
    for source in plain.sources():
        make_good(source)
    actions.rebuild(site_engine)
    return live_server


@pytest.fixture
def visit(chromium, shop):
    """A function that opens a window on the shop: width 1280, or a phone's 390."""
    opened = []

    def make(width=1280, language="zh-CN", script=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 900}, locale=language,
            has_touch=width < 500, is_mobile=width < 500, java_script_enabled=script, **options,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        visitor = Visitor(context.new_page(), SimpleNamespace(url=shop.url))
        opened.append((context, visitor))
        return visitor

    yield make
    for context, _visitor in opened:
        context.close()
    wait_for_request_threads()
    assert [visitor.errors for _context, visitor in opened if visitor.errors] == []


def wait_for_request_threads():
    """The server's threads keep the database open as long as a window is; the next test starts
    from another copy of it."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)
            assert not thread.is_alive()
