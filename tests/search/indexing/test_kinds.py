"""Booths, firms, sessions, news and pages: found while they are live, gone when they are not."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from exhibitors.models import Participation
from expo.models import Hall, InfoPage, ProgrammePage, Stand
from search import actions
from search.documents.schema import KINDS, number_of
from search.models import SearchChange
from search.query.goods_query import GoodsQuery
from search.retrieval.goods import find
from search.sources import READERS
from tests.search import expo_content as expo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]


@pytest.fixture
def index(site_engine):
    actions.rebuild(site_engine)
    return site_engine


def results(index, text, kind):
    """pks of one kind, after whatever waits has been indexed."""
    actions.drain_all()
    index.size()
    numbers = [
        number for number, _ in find(GoodsQuery(text, kind=kind, exact=True)).answer.result.hits
    ]
    return [number - number_of(kind, 0) for number in numbers]


def test_a_live_booth_is_found_by_title_firm_stand_country_and_pinyin(index):
    booth = expo.make_booth(expo.make_exhibitor(name_zh="云岭蜂业"), intro_zh="二十年养蜂")
    for text in ("云岭蜂业", "yunling", "ylfy", "Kiwi Trading", "新西兰", "养蜂", "A馆", "一号馆"):
        assert results(index, text, "booth") == [booth.pk], text
    assert results(index, "云岭蜂业", "exhibitor") == []  # a firm is one hit


def test_a_name_no_dictionary_holds_is_found_by_both_readings(index):
    booth = expo.make_booth(expo.make_exhibitor("meadow", name_zh="长云牧场"))
    for text in ("cymc", "zymc", "changyun", "zhangyun", "changyunmuchang"):
        assert results(index, text, "booth") == [booth.pk], text


def test_a_booth_not_yet_live_is_its_exhibitor_alone(index):
    exhibitor = expo.make_exhibitor(name_zh="云岭蜂业")
    booth = expo.make_booth(exhibitor, live=False)
    assert results(index, "云岭蜂业", "booth") == []
    assert results(index, "云岭蜂业", "exhibitor") == [exhibitor.pk]
    booth.save_revision().publish()
    assert results(index, "云岭蜂业", "booth") == [booth.pk]
    assert results(index, "云岭蜂业", "exhibitor") == []
    booth.refresh_from_db()
    booth.unpublish()
    assert results(index, "云岭蜂业", "booth") == []
    assert results(index, "云岭蜂业", "exhibitor") == [exhibitor.pk]


def test_a_firm_that_is_not_accepted_is_nowhere(index):
    expo.make_booth(expo.make_exhibitor(name_zh="云岭蜂业"))
    participation = Participation.objects.get()
    participation.state = Participation.State.WITHDRAWN
    participation.save()
    assert results(index, "云岭蜂业", "booth") == []
    assert results(index, "云岭蜂业", "exhibitor") == []


def test_a_stand_given_another_code_is_found_by_it(index):
    booth = expo.make_booth()
    stand = Stand.objects.get(code="A-01")
    stand.code = "A-1207"
    stand.save()
    assert results(index, "a-1207", "booth") == [booth.pk]
    booth.participation.allocations.get().delete()
    assert results(index, "a-1207", "booth") == []


def test_sessions_are_found_by_title_room_track_and_speaker(index):
    session = expo.make_session(speaker="王海关")
    for text in ("关税讲座", "duties explained", "一号厅", "规则与通关", "王海关"):
        assert results(index, text, "session") == [session.pk], text
    session.speakers.clear()
    assert results(index, "王海关", "session") == []
    session.delete()
    assert results(index, "关税讲座", "session") == []


def test_sessions_need_a_live_programme(index):
    session = expo.make_session()
    (programme,) = session.edition.get_children().type(ProgrammePage)
    translation = programme.get_translations().get()
    assert results(index, "关税", "session") == [session.pk]
    closed = [
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        for page in (programme, translation)
    ]
    assert results(index, "关税", "session") == []
    closed[0].delete()
    assert results(index, "关税", "session") == [session.pk]
    for page in (programme, translation):
        page.specific.unpublish()
    assert results(index, "关税", "session") == []


def test_only_the_edition_on_display_is_searched(index):
    old, new = expo.make_edition("2025"), expo.make_edition("2026")
    past, coming = expo.make_session("关税讲座", old), expo.make_session("关税问答", new)
    expo.put_on_display(old)
    assert results(index, "关税", "session") == [past.pk]
    assert results(index, "一号馆", "hall") == [Hall.objects.get(edition=old).pk]
    expo.put_on_display(new)
    assert results(index, "关税", "session") == [coming.pk]
    assert results(index, "一号馆", "hall") == [Hall.objects.get(edition=new).pk]


def test_news_and_its_translation_are_one_document(index):
    news = expo.make_news(body=[("text", "<p>保税仓的围网内查验</p>")])
    for text in ("口岸放行", "faster release", "围网", "kafx"):
        assert results(index, text, "news") == [news.pk], text
    news.unpublish()  # the translation alone is left, and speaks for itself
    translation = news.get_translations().get()
    assert results(index, "faster release", "news") == [translation.pk]
    assert results(index, "口岸放行", "news") == []
    translation.specific.unpublish()
    assert results(index, "faster release", "news") == []


def test_a_draft_is_found_by_nobody_until_it_is_published(index):
    news = expo.make_news()
    news.title = "机密草稿"
    news.save_revision()
    assert results(index, "机密草稿", "news") == []
    assert results(index, "口岸放行", "news") == [news.pk]
    news.get_latest_revision().publish()
    assert results(index, "机密草稿", "news") == [news.pk]


def test_a_page_behind_a_password_is_not_found(index):
    info = expo.make_info()
    assert results(index, "退换货", "page") == [info.pk]
    restriction = PageViewRestriction.objects.create(page=info, restriction_type="password")
    # the English page stands elsewhere in the tree and stays open
    assert results(index, "退换货", "page") == []
    restriction.delete()
    assert results(index, "退换货", "page") == [info.pk]


def test_a_deleted_branch_goes_with_all_below_it(index):
    top = expo.make_info("规则", "Rules")
    below = expo.published(top, InfoPage(title="争议处理", slug="disputes"))
    assert results(index, "争议", "page") == [below.pk]
    Page.objects.get(pk=top.pk).delete()
    assert results(index, "争议", "page") == []


def test_centers_and_halls_are_found_as_places(index):
    center = expo.make_center("airport", address_zh="迎宾大道1号", name_zh="机场展示中心")
    hall = expo.make_edition().halls.get()
    assert results(index, "迎宾大道", "center") == [center.pk]
    assert results(index, "jichang", "center") == [center.pk]
    assert results(index, "hall 1 floor plan", "hall") == [hall.pk]


def test_a_change_rolled_back_leaves_nothing_to_do(index):
    edition = expo.make_edition()
    SearchChange.objects.all().delete()  # the module's edition waits for another engine as well
    with transaction.atomic():
        expo.make_news()
        expo.make_session(edition=edition)
        expo.make_center("airport")
        transaction.set_rollback(True)
    assert not SearchChange.objects.exists()


def test_a_rebuild_holds_every_kind_and_finds_what_no_signal_reported(site_engine):
    booth, session, center = expo.make_booth(), expo.make_session(), expo.make_center("airport")
    news, info = expo.make_news(), expo.make_info()
    SearchChange.objects.all().delete()
    expected = sum(reader().shown().count() for reader in READERS.values())
    assert actions.rebuild(site_engine) == expected
    for kind, text, pk in (
        ("booth", "kiwi", booth.pk), ("session", "关税", session.pk),
        ("center", "airport", center.pk), ("news", "放行", news.pk), ("page", "退换货", info.pk),
    ):  # fmt: skip
        assert results(site_engine, text, kind) == [pk]


@pytest.mark.slow("builds the index of every kind twice")
def test_every_kind_reads_and_shows_lists_in_a_fixed_number_of_queries(db):
    counts = []
    for n in range(1, 3):
        expo.make_booth(expo.make_exhibitor(f"open-{n}"), stand=f"A-0{n}")
        expo.make_booth(expo.make_exhibitor(f"shut-{n}"), stand=f"B-0{n}", live=False)
        expo.make_session(f"讲座{n}", speaker=f"王{n}")
        expo.make_news(f"新闻{n}", f"News {n}")
        expo.make_info(f"规则{n}", f"Rules {n}")
        expo.make_center(f"center-{n}")
        for _warm in range(2):  # Wagtail keeps the site's root
            counted = {kind: queries_for(READERS[kind]()) for kind in KINDS if kind != "goods"}
        counts.append(counted)
    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 18


def queries_for(reader):
    """For reading and showing all there are."""
    pks = list(reader.shown().values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as counted:
        assert len(reader.sources(pks)) == len(reader.cards(pks)) == len(pks) > 0
    return len(counted)
