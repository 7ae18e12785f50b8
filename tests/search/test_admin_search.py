"""Staff find what they may see, drafts too, and nobody finds what they may not."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import override_settings
from wagtail.models import GroupPagePermission

from core import groups
from search import actions
from search.admin_search import booths, exhibitors, own_goods
from search.engines.registry import configured
from tests import factories
from tests.exhibitors.factories import (
    make_booth,
    make_edition,
    make_exhibitor,
    make_member,
    make_user,
)
from tests.orders.factories import make_order
from tests.search.expo_content import make_info, put_on_display

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(site_engine):
    """Two firms with one good on display and one draft each."""
    made = {}
    for slug, name in (("kiwi", "云岭"), ("nordic", "峡湾")):
        exhibitor = make_exhibitor(slug, name_zh=f"{name}商行")
        shown = factories.make_product(exhibitor, name_zh=f"{name}麦卢卡蜂蜜")
        factories.make_variant(shown, sku=f"{slug.upper()}-0001")
        draft = factories.make_product(exhibitor, name_zh=f"{name}新款羊奶皂", live=False)
        factories.make_variant(draft, sku=f"{slug.upper()}-0002")
        made[slug] = exhibitor, shown, draft
    actions.rebuild(site_engine)
    return made


def staff(group, email="staff@expo.test"):
    user = make_user(email)
    user.groups.add(Group.objects.get(name=group))
    return user


def test_an_exhibitor_finds_its_own_goods_by_words_initials_and_sku(shop):
    exhibitor, shown, draft = shop["kiwi"]
    for text, expected in (
        ("蜂蜜 云岭", {shown.pk}), ("mlkfm", {shown.pk}), ("fengmi", {shown.pk}),
        ("羊奶皂", {draft.pk}), ("ynz", {draft.pk}), ("KIWI-0002", {draft.pk}),
        ("云岭", {shown.pk, draft.pk}), ("峡湾", set()), ("NORDIC-0001", set()), ("", set()),
    ):  # fmt: skip
        assert own_goods(exhibitor, text) == expected, text


def test_the_desk_shows_own_goods_alone(client, shop):
    client.force_login(make_member(shop["kiwi"][0]))
    html = client.get("/desk/kiwi/goods/", {"q": "mlkfm"}).content.decode()
    assert "云岭麦卢卡蜂蜜" in html
    assert "峡湾" not in html
    html = client.get("/desk/kiwi/goods/", {"q": "IWI-00"}).content.decode()  # a part of a SKU
    assert "云岭新款羊奶皂" in html


def test_without_an_engine_the_desk_still_finds_what_is_written(client, shop, tmp_path):
    client.force_login(make_member(shop["kiwi"][0]))
    engine = "search.engines.embedded.EmbeddedEngine"
    with override_settings(SEARCH_ENGINE=engine, SEARCH_DIR=tmp_path / "nothing here"):
        html = client.get("/desk/kiwi/goods/", {"q": "麦卢卡"}).content.decode()
    assert "云岭麦卢卡蜂蜜" in html


def test_an_organizer_finds_firms_booths_goods_and_orders(client, shop):
    booth = make_booth(shop["kiwi"][0], live=False)
    order = make_order()
    client.force_login(staff(groups.ORGANIZERS))
    for text, expected in (
        ("ylsh", "云岭商行"), ("xwsh", "峡湾商行"), ("nordic", "峡湾商行"),
        ("a-01", f"/admin/pages/{booth.pk}/edit/"), ("xkynz", "峡湾新款羊奶皂"),
        (order.number[:8], order.number),
    ):  # fmt: skip
        html = client.get("/admin/find/", {"q": text}).content.decode()
        assert expected in html, text
    assert "/admin/find/" in client.get("/admin/pages/search/", {"q": "x"}).content.decode()


def test_however_many_firms_there_are_only_the_newest_are_read(shop, settings, monkeypatch):
    """Older ones are found as they are written, by the index where they are on display."""
    monkeypatch.setattr("search.admin_search.MAX_NAMES", 1)
    organizer = staff(groups.ORGANIZERS)
    put_on_display(make_edition())
    make_booth(shop["kiwi"][0])
    actions.drain_all()
    configured().size()
    make_exhibitor("newest", name_zh="最新商行")
    for text, names in (
        ("ylsh", ["云岭商行 Kiwi Trading"]), ("xwsh", []), ("峡湾", ["峡湾商行 Nordic Trading"]),
        ("nordic", ["峡湾商行 Nordic Trading"]), ("zxsh", ["最新商行 Newest Trading"]),
    ):  # fmt: skip
        assert [row.title for row in exhibitors(organizer, text).results] == names, text


def test_a_reviewer_finds_no_orders_and_a_shopper_nothing(client, shop):
    order = make_order()
    client.force_login(staff(groups.REVIEWERS))
    result = client.get("/admin/find/", {"q": order.number}).context["sections"]
    assert result == []
    titles = [section.title for section in client.get("/admin/find/?q=kiwi").context["sections"]]
    assert titles == ["展商", "商品"]  # what they may look at; booths only while in review
    client.force_login(make_user("shopper@expo.test"))
    assert client.get("/admin/find/", {"q": "kiwi"}).status_code == 302


def test_an_editor_of_one_branch_finds_no_booths_of_another(shop):
    booth = make_booth(shop["kiwi"][0], live=False)
    rules = make_info()
    user = make_user("editor@expo.test")
    group = Group.objects.create(name="Editors of the rules")
    change = Permission.objects.get(codename="change_page")
    permission = GroupPagePermission.objects.create(group=group, page=rules, permission=change)
    user.groups.add(group)
    assert booths(user, "a-01").results == []
    permission.page = booth.get_parent()
    permission.save()
    user = type(user).objects.get(pk=user.pk)  # permissions are kept with the instance
    assert [row.url for row in booths(user, "a-01").results] == [f"/admin/pages/{booth.pk}/edit/"]


def test_the_public_index_holds_no_draft_and_no_order(client, shop):
    order = make_order()
    actions.drain_all()
    for text in ("羊奶皂", "KIWI-0002", order.number):
        assert client.get("/search/", {"q": text, "exact": "1"}).context["page"].total == 0, text
