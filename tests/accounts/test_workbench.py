"""Those who work here have a frame of their own: their work is what it navigates, and no shop."""

import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from clearance.documents.preparation import prepare
from core import groups
from core.models import User
from tests.centers.factories import make_center
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member
from tests.factories import make_product
from tests.html import folded
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
SHOP = ('class="masthead', 'class="footer', 'class="edition"', "/cart/")


def someone(*duties):
    user = User.objects.create_user(f"{len(duties)}{'-'.join(duties)}@expo.test".replace(" ", ""))
    user.groups.set(Group.objects.get(name=name) for name in duties)
    return user


def names_below(*beginnings):
    """The names of all patterns whose route begins so, however deep it is included."""

    def walk(resolver, route, namespace):
        for each in resolver.url_patterns:
            here = route + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each, here, each.namespace or namespace)
            elif here.lstrip("/").startswith(beginnings) and each.name:
                yield f"{namespace}:{each.name}", tuple(each.pattern.converters)

    return sorted(set(walk(get_resolver(), "", "")))


def pages(client, names, **values):
    """{name: HTML} of those that a browser may simply open."""
    opened = {}
    for name in names:
        try:
            url = reverse(name, kwargs=values)
        except NoReverseMatch:
            continue
        response = client.get(url)
        if response.status_code == 200 and "text/html" in response.get("Content-Type", ""):
            opened[name] = folded(response.content.decode())
    return opened


def of_the_shop(pages):
    return {
        (name, piece)
        for name, page in pages.items()
        for piece in SHOP
        if piece in page or 'class="wbtop"' not in page
    }


def test_no_page_of_the_clerk_wears_the_shop(client):
    # over two seconds: it opens a dozen pages, each whole
    order = make_order(paid=True)
    prepare(order.pk)
    client.force_login(someone(groups.CLERKS))
    names = [name for name, _ in names_below("clearance/")] + ["orders:clerk_payments"]
    seen = pages(client, names)
    seen |= pages(client, ["clearance:message"], pk=order.messages.first().pk)
    assert len(seen) >= 11, sorted(seen)
    assert of_the_shop(seen) == set()


@pytest.mark.slow("opens every page of the desk")
def test_no_page_of_the_exhibitors_desk_wears_the_shop(client):
    # over two seconds: Wagtail makes a booth, and a dozen pages are opened whole
    exhibitor = make_exhibitor("nordic")
    make_booth(exhibitor, stand="B-01")
    client.force_login(make_member(exhibitor, "ingrid@expo.test"))
    names = [name for name, _ in names_below("desk/")]
    previews = {"desk:booth_preview", "desk:good_preview"}  # they show the page of the shop
    seen = pages(client, set(names) - previews, slug=exhibitor.slug)
    seen |= pages(client, ["desk:good"], slug=exhibitor.slug, pk=make_product(exhibitor).pk)
    assert len(seen) >= 9, sorted(seen)
    assert of_the_shop(seen) == set()


def test_counter_and_office_have_the_frame(client):
    person = someone(groups.COUNTER, groups.OFFICE)
    one, two = make_center(slug="airport"), make_center(slug="cbd")
    for center in (one, two):
        center.staff.add(person)
    client.force_login(person)
    seen = pages(client, ["orders:counters", "reports:overview"])
    seen |= pages(client, ["orders:counter"], slug="cbd")
    assert sorted(seen) == ["orders:counter", "orders:counters", "reports:overview"]
    assert of_the_shop(seen) == set()
    # whose counter it is, and the way to the other one
    assert f"<b>{two.name}</b>" in seen["orders:counter"]
    assert 'href="/counter/airport/"' in seen["orders:counter"]


@pytest.mark.parametrize(
    ("duties", "title", "url"),
    [
        ((groups.CLERKS,), "通关台", "/clearance/"),
        ((groups.COUNTER,), "柜台", "/counter/"),
        ((groups.OFFICE,), "E贸易办", "/office/"),
        ((groups.ORGANIZERS,), "管理后台", "/admin/"),
        ((groups.REVIEWERS,), "管理后台", "/admin/"),
    ],
)
def test_the_header_leads_staff_to_their_own_desk_not_the_exhibitors(client, duties, title, url):
    client.force_login(someone(*duties))
    page = folded(client.get("/centers/").content.decode())
    assert f'<a href="{url}">{title}</a>' in page
    assert "展商工作台" not in page


def test_an_administrator_administers(client):
    client.force_login(User.objects.create_superuser("ada@expo.test", "x"))
    page = folded(client.get("/centers/").content.decode())
    assert '<a href="/admin/">管理后台</a>' in page


def test_the_header_leads_an_exhibitor_to_the_firms_desk(client):
    client.force_login(make_member(make_exhibitor("nordic"), "ingrid@expo.test"))
    assert '<a href="/desk/nordic/">展商工作台</a>' in client.get("/centers/").content.decode()


def test_the_navigation_marks_where_one_is(client):
    client.force_login(someone(groups.CLERKS))
    page = folded(client.get("/clearance/tax-bills/").content.decode())
    side = page.partition('<nav class="wbnav"')[2].partition("</nav>")[0]
    assert side.count('aria-current="page"') == 1
    assert '<a href="/clearance/tax-bills/" aria-current="page">' in side


def test_an_organizer_who_looks_in_finds_the_way_back(client):
    client.force_login(someone(groups.ORGANIZERS))
    page = folded(client.get("/office/").content.decode())
    assert 'href="/admin/"' in page.partition('class="pop__sheet"')[2]


def test_a_role_given_this_minute_has_its_navigation(client):
    """The header is up to a minute old; the frame of a page one has just been let into is not."""
    person = someone()
    client.force_login(person)
    client.get("/centers/")
    person.groups.add(Group.objects.get(name=groups.CLERKS))
    assert 'class="wbnav"' in client.get("/clearance/zones/").content.decode()


def test_the_frame_asks_the_database_nothing_new(client, django_assert_max_num_queries):
    """In the shop's frame this page needed nine; groups are now asked once."""
    client.force_login(someone(groups.CLERKS))
    client.get("/clearance/zones/")
    with django_assert_max_num_queries(7):
        client.get("/clearance/zones/")


def test_the_top_bar_of_a_counter_takes_a_pick_up_code_or_an_order_number(client):
    center = make_center(slug="bonded")
    counter = someone(groups.COUNTER)
    center.staff.add(counter)
    client.force_login(counter)
    page = client.get("/counter/bonded/").content.decode()
    assert 'role="search" action="/counter/bonded/"' in folded(page)
    for typed, leads_to in (
        ("7k3qh-m0xpa", "code=7k3qh-m0xpa"),
        ("E2612013922", "number=E2612013922"),
        ("e261201392", "number=e261201392"),
        ("392236", "number=392236"),
        ("取货", "number=%E5%8F%96%E8%B4%A7"),
    ):
        assert client.get("/counter/bonded/", {"q": typed}).url == f"/counter/bonded/?{leads_to}"


def test_the_top_bar_of_an_exhibitors_desk_finds_its_own_goods(client):
    kiwi, nordic = make_exhibitor("kiwi"), make_exhibitor("nordic")
    make_product(kiwi, name_zh="麦卢卡蜂蜜", slug="ours")
    make_product(nordic, name_zh="云杉蜂蜜", slug="theirs")
    client.force_login(make_member(kiwi, "aroha@expo.test"))
    page = folded(client.get("/desk/kiwi/").content.decode())
    assert 'role="search" action="/desk/kiwi/goods/"' in page
    listed = client.get("/desk/kiwi/goods/", {"q": "蜂蜜"}).context["page_obj"]
    assert [product.slug for product in listed] == ["ours"]
