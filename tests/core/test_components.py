"""The layout and the shared components: drawn icons, strict content policy, both languages."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from catalog.product_card import ProductCard
from core.files import css_bundle
from core.templatetags import navigation, ui

ROOT = Path(settings.BASE_DIR)
SPRITE = (ROOT / "static/img/sprite.svg").read_text("utf-8")
TEMPLATES = [path for path in ROOT.glob("templates/**/*.html") if "mail" not in path.parts]


def test_the_css_bundle_holds_every_component(tmp_path):
    parts = [path.name for path in css_bundle.components()]
    written = [path.name for path in ROOT.glob("static/css/**/*.css")]
    apart = ["guide.css", "rehearsal.css", "next_edition.css"]  # linked by their own pages
    assert sorted([*parts, *apart]) == sorted(written)
    assert parts[:2] == ["variables.css", "base.css"]
    whole = css_bundle.write_bundle(tmp_path).read_text("utf-8")
    assert [
        path.name for path in css_bundle.components() if path.read_text("utf-8") not in whole
    ] == []


def test_browsers_get_the_bundle():
    assert (
        Path(finders.find("css/components/site.css")).read_text("utf-8").startswith("/* variables")
    )


def drawn(prefix):
    return set(re.findall(rf'<symbol id="{prefix}-([\w-]+)"', SPRITE))


def test_flags_named_in_code_are_the_flags_drawn():
    assert drawn("f") - {"xx"} == ui.DRAWN_FLAGS


def test_an_origin_without_a_drawn_flag_gets_the_neutral_one():
    assert "#f-nz" in ui.flag("NZ")
    assert "#f-xx" in ui.flag("ST")
    assert "#f-xx" in ui.flag(None)


def test_every_icon_named_in_a_template_is_drawn():
    used = {
        (name, path.name)
        for path in TEMPLATES
        for name in re.findall(
            r'{% (?:icon |(?:badge|empty_state) [^%]*\bicon=)"([\w-]+)"', path.read_text("utf-8")
        )
    }
    assert [pair for pair in sorted(used) if pair[0] not in drawn("i")] == []


def test_no_template_breaks_the_content_policy():
    breaks = re.compile(r'\sstyle="|<style|<script(?![^>]*\ssrc=)|\son[a-z]+="|javascript:')
    # data in a script element is not executed, so the policy allows it
    data = re.compile(r'<script[^>]*type="application/(?:ld\+)?json"')
    violations = [
        (path.name, match.group())
        for path in TEMPLATES
        for match in breaks.finditer(data.sub("", path.read_text("utf-8")))
    ]
    assert violations == []


@pytest.mark.parametrize(
    ("amount", "text"),
    [(Decimal("3578.48"), "3,578.48"), (0, "0.00"), (None, ""), ("", "")],
)
def test_money_reads_with_two_places_and_separators(amount, text):
    assert ui.yuan(amount) == text


def test_paths_follow_the_language():
    with translation.override("zh-hans"):
        assert (navigation.path(), navigation.path("goods/")) == ("/", "/goods/")
    with translation.override("en"):
        assert (navigation.path(), navigation.path("goods/")) == ("/en/", "/en/goods/")


@pytest.mark.parametrize(
    ("here", "code", "there"),
    [
        ("/styleguide/?a=1", "en", "/en/styleguide/?a=1"),
        ("/styleguide/?a=1", "zh-hans", "/styleguide/?a=1"),
        ("/no/such/page/", "en", "/en/no/such/page/"),
    ],
)
def test_the_language_switch_stays_on_the_page(here, code, there):
    request = RequestFactory().get(here)
    with translation.override("zh-hans"):
        assert navigation.language_url({"request": request}, code) == there


def card(**values):
    return ProductCard(
        name="Manuka Honey", url="/goods/honey/", brand="Tawari Hill", origin_code="NZ",
        origin_name="New Zealand", mode="bonded", price=Decimal("198"), tax=Decimal("12.47"),
        price_with_tax=Decimal("210.47"), stock_state="ok", stock_label="In stock",
        seen_at="Airport", picture_url="/media/honey.webp", **values,
    )  # fmt: skip


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_product_card_says_everything_one_compares():
    with translation.override("en"):
        html = render_to_string("components/product_card.html", {"card": card()})
    assert text_of(html) == (
        "New Zealand Bonded Manuka Honey Tawari Hill ¥ 210.47 with tax"
        " Goods 198.00 + tax 12.47 In stock Airport"
    )


def test_goods_only_shown_say_so_and_names_are_escaped():
    odd = ProductCard(name="<b>Tea</b>", url="/goods/tea/", for_sale=False)
    with translation.override("en"):
        html = render_to_string("components/product_card.html", {"card": odd})
    assert text_of(html) == "&lt;b&gt;Tea&lt;/b&gt; Price on request On display only"


def test_pagination_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/goods/?q=honey&page=4")
    page = Paginator(range(1000), 18).get_page(4)
    html = render_to_string("components/pagination.html", {"page_obj": page}, request)
    links = re.findall(r'<a href="([^"]+)"', html)
    assert links[0] == "?q=honey&amp;page=3"
    assert [link.rpartition("=")[2] for link in links[1:-1]] == ["1", "2", "3", "4", "5", "56"]


@pytest.mark.parametrize("page", ["403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_error_pages_stand_without_database_or_request(page):
    for language, home in [("zh-hans", "/"), ("en", "/en/")]:
        with translation.override(language):
            html = render_to_string(page)
        assert f'<html lang="{navigation.HTML_LANGUAGES.get(language, language)}">' in html
        assert f'href="{home}"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_organizers_see_the_style_guide(admin_client, language):
    with translation.override(language):
        response = admin_client.get(reverse("styleguide"))
    assert response.status_code == 200
    assert response.content.count(b'class="product-card"') == 10


@pytest.mark.django_db
def test_visitors_do_not(client):
    assert client.get("/styleguide/").status_code == 404
