"""The same search for exhibitors' desks and Wagtail's admin, over what a user may see, drafts too.

Live goods are searched in the index; drafts are never in it, and their names are compared with the
same plan in memory. Nothing is corrected or relaxed: staff know what they look for."""

from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import urlencode

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from catalog.models import Product
from exhibitors.models import BoothPage, Exhibitor
from expo.admin.search import StaffSearchResult, StaffSearchSection

from .documents.builder import DocumentBuilder
from .documents.schema import TEXT_FIELDS, kind_and_pk
from .documents.source import DocumentSource, Names
from .query.goods_query import GoodsQuery
from .query.plan import QueryPlan
from .retrieval.failover import query_engines
from .sources.booth import BoothReader
from .sources.firms import WITH_PLACES, FirmReader, firm_names
from .vocabulary.lexicon import current_lexicon, segmenter

NOBODY = Names("")
MAX_LIVE, MAX_DRAFTS, MAX_NAMES, A_LIST = 500, 500, 500, 20


def own_goods(exhibitor: Exhibitor, text: str) -> set[int]:
    """pks of an exhibitor's goods, for its desk (the hook `own_goods_search`)."""
    plan = current_lexicon().planner.plan(text)
    drafts = Product.objects.of_exhibitor(exhibitor).filter(live=False)
    own = {"exhibitor": frozenset({str(exhibitor.pk)})}
    return {*live_goods(plan, own), *matching_drafts(plan, drafts)}


def live_goods(plan: QueryPlan, filters=None, size: int = MAX_LIVE) -> list[int]:
    if not plan.concepts:
        return []
    query = GoodsQuery(filters=filters or {}, size=size)
    return query_engines(lambda e: [pk for pk, _score in e.find(plan, query).hits], list).answer


def matching_drafts(plan: QueryPlan, drafts: QuerySet[Product]) -> list[int]:
    """pks of the newest of these goods that the plan fits."""
    newest = drafts.order_by("-pk").prefetch_related("variants")[:MAX_DRAFTS]
    fits = PlanMatcher(plan)
    return [
        good.pk
        for good in newest.only("name_zh", "name_en")
        if fits(good.name_zh, good.name_en, skus=[v.sku for v in good.variants.all()])
    ]


class PlanMatcher:
    """Whether an index would find what has these names: the plan carried out in memory."""

    def __init__(self, plan: QueryPlan):
        self.plan = plan
        self.builder = DocumentBuilder(segmenter=segmenter())

    def __call__(self, zh: str, en: str, *, firm: Names = NOBODY, skus=()) -> bool:
        document = self.builder.document(DocumentSource(0, zh, en, brand=firm, skus=tuple(skus)))
        tokens_by_field = {name: set(document[name].split()) for name in TEXT_FIELDS}
        concepts = self.plan.concepts
        return bool(concepts) and all(
            any(tokens_by_field[one.field].issuperset(one.tokens) for one in concept.any_of)
            for concept in concepts
        )


# -- Wagtail's admin (the hook `staff_search`) ----------------------------------------------------


def first_of(rows: QuerySet, *pks: Iterable[int]) -> list:
    """The rows of these pks in their order, as many as make a list."""
    first = list(dict.fromkeys(chain(*pks)))[:A_LIST]
    rows_by_pk = rows.in_bulk(first)
    return [rows_by_pk[pk] for pk in first if pk in rows_by_pk]


def newest_pks(rows: QuerySet) -> QuerySet:
    return rows.order_by("-pk").values_list("pk", flat=True)[:A_LIST]


def exhibitors(user, text: str) -> StaffSearchSection:
    """Every firm, whether it takes part or not."""
    section = StaffSearchSection(_("Exhibitors"))
    if may(user, Exhibitor):
        plan = current_lexicon().planner.plan(text)
        literal = Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(slug__icontains=text)
        literal_matches = newest_pks(Exhibitor.objects.filter(literal))
        matches = literal_matches, live_firms(plan), _matching_firms(plan)
        for firm in first_of(Exhibitor.objects.all(), *matches):
            title = f"{firm.name_zh} {firm.name_en}".strip()
            section.results.append(StaffSearchResult(title, snippet_url(user, firm), firm.country))
    return section


def live_firms(plan: QueryPlan) -> list[int]:
    """pks of exhibitors on display that the plan finds, by their booth where they have one."""
    if not plan.concepts:
        return []
    query = GoodsQuery(kind=FirmReader.tab, size=A_LIST)
    hits = query_engines(lambda engine: engine.find(plan, query).hits, tuple).answer
    keys = [kind_and_pk(number) for number, _score in hits]
    booths = [pk for kind, pk in keys if kind == BoothReader.kind]
    owners = BoothPage.objects.filter(pk__in=booths)
    owner = dict(owners.values_list("pk", "participation__exhibitor"))
    exhibitors = [owner.get(pk) if kind == BoothReader.kind else pk for kind, pk in keys]
    return [pk for pk in exhibitors if pk]


def _matching_firms(plan: QueryPlan) -> Iterator[int]:
    """Of the newest firms, for those that aren't on display yet, or no longer."""
    fits = PlanMatcher(plan)
    newest = Exhibitor.objects.order_by("-pk").values_list("pk", "name_zh", "name_en")
    return (pk for pk, zh, en in newest[:MAX_NAMES] if fits("", "", firm=firm_names(zh, en)))


def booths(user, text: str) -> StaffSearchSection:
    """Booths of any edition that the user may edit, by title, firm or the code of the stand."""
    policy, permissions = PagePermissionPolicy(), {"change", "publish"}
    pages = policy.instances_user_has_any_permission_for(user, permissions)
    editable = BoothPage.objects.filter(alias_of=None, pk__in=pages.order_by().values("pk"))
    literal = Q(title__icontains=text) | Q(title_en__icontains=text)
    stands = Q(participation__allocations__stand__code__iexact=text)
    literal_matches = newest_pks(editable.filter(literal | stands).distinct())
    places = Prefetch("participation__allocations", WITH_PLACES)
    rows = editable.prefetch_related(places).select_related("participation")
    booths = first_of(rows, literal_matches, _matching_booths(editable, text))
    section = StaffSearchSection(_("Booths"))
    for booth in sorted(booths, key=lambda booth: -booth.pk):
        url = reverse("wagtailadmin_pages:edit", args=[booth.pk])
        codes = " ".join(stand.code for stand in booth.participation.stands())
        section.results.append(StaffSearchResult(booth.title, url, codes))
    return section


def _matching_booths(editable: QuerySet[BoothPage], text: str) -> Iterator[int]:
    """Of the newest booths, by pinyin and initials as well."""
    fits = PlanMatcher(current_lexicon().planner.plan(text))
    firm = ("participation__exhibitor__name_zh", "participation__exhibitor__name_en")
    newest = editable.order_by("-pk").values_list("pk", "title", "title_en", *firm)[:MAX_NAMES]
    return (
        pk
        for pk, title, title_en, zh, en in newest
        if fits(title, title_en, firm=firm_names(zh, en))
    )


def goods(user, text: str) -> StaffSearchSection:
    section = StaffSearchSection(_("Goods"))
    if may(user, Product):
        plan = current_lexicon().planner.plan(text)
        literal = Q(name_zh__icontains=text) | Q(variants__sku__icontains=text)
        literal_matches = newest_pks(Product.objects.filter(literal))
        drafts = matching_drafts(plan, Product.objects.filter(live=False))
        matches = live_goods(plan, size=A_LIST), drafts, literal_matches
        for good in first_of(Product.objects.select_related("exhibitor"), *matches):
            result = StaffSearchResult(good.name, snippet_url(user, good), good.exhibitor.name)
            section.results.append(result)
    return section


def may(user, model) -> bool:
    label, name = model._meta.app_label, model._meta.model_name
    return any(user.has_perm(f"{label}.{verb}_{name}") for verb in ("change", "view"))


def snippet_url(user, row: Exhibitor | Product) -> str:
    """Where one edits it; for those who may only look, its line in the list."""
    views = row.snippet_viewset
    if user.has_perm(f"{row._meta.app_label}.change_{row._meta.model_name}"):
        return reverse(views.get_url_name("edit"), args=[row.pk])
    return f"{reverse(views.get_url_name('list'))}?{urlencode({'q': row.name_zh})}"
