"""The same search for people with a duty, over what each of them may see, drafts too.

Live goods are asked of the index; the rest is never in it, and its names are compared with the
same plan in memory. Nothing is corrected or relaxed: who works here knows what they look for."""

from collections.abc import Iterator
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
from .documents.source import Names, Source
from .query.goods_query import GoodsQuery
from .query.plan import Plan
from .retrieval.failover import ask
from .sources.booth import BoothReader
from .sources.firms import WITH_PLACES, FirmReader, firm_names
from .vocabulary.lexicon import lexicon, segmenter

NOBODY = Names("")
MOST_LIVE, MOST_DRAFTS, MOST_NAMES, A_LIST = 500, 500, 500, 20


def own_goods(exhibitor: Exhibitor, text: str) -> set[int]:
    """pks of an exhibitor's goods, for its desk (the hook `own_goods_search`)."""
    plan = lexicon().planner.plan(text)
    drafts = Product.objects.of_exhibitor(exhibitor).filter(live=False)
    own = {"exhibitor": frozenset({str(exhibitor.pk)})}
    return {*live_goods(plan, own), *fitting_drafts(plan, drafts)}


def live_goods(plan: Plan, filters=None, size: int = MOST_LIVE) -> list[int]:
    if not plan.concepts:
        return []
    query = GoodsQuery(filters=filters or {}, size=size)
    return ask(lambda e: [pk for pk, _score in e.find(plan, query).hits], list).answer


def fitting_drafts(plan: Plan, drafts: QuerySet[Product]) -> list[int]:
    """pks of the newest of these goods that the plan fits."""
    newest = drafts.order_by("-pk").prefetch_related("variants")[:MOST_DRAFTS]
    fits = Fit(plan)
    return [
        good.pk
        for good in newest.only("name_zh", "name_en")
        if fits(good.name_zh, good.name_en, skus=[v.sku for v in good.variants.all()])
    ]


class Fit:
    """Whether an index would find what has these names: the plan carried out in memory."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.builder = DocumentBuilder(segmenter=segmenter())

    def __call__(self, zh: str, en: str, *, firm: Names = NOBODY, skus=()) -> bool:
        document = self.builder.document(Source(0, zh, en, brand=firm, skus=tuple(skus)))
        held = {name: set(document[name].split()) for name in TEXT_FIELDS}
        concepts = self.plan.concepts
        return bool(concepts) and all(
            any(held[way.field].issuperset(way.tokens) for way in concept.any_of)
            for concept in concepts
        )


# -- Wagtail's admin (the hook `staff_search`) ----------------------------------------------------


def exhibitors(user, text: str) -> StaffSearchSection:
    """Every firm, whether it takes part or not."""
    return StaffSearchSection(
        _("Exhibitors"), list(_exhibitors(user, text)) if may(user, Exhibitor) else []
    )


def _exhibitors(user, text: str) -> Iterator[StaffSearchResult]:
    plan = lexicon().planner.plan(text)
    written = Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(slug__icontains=text)
    named = Exhibitor.objects.filter(written).order_by("-pk").values_list("pk", flat=True)
    pks = dict.fromkeys([*named[:A_LIST], *live_firms(plan), *_fitting_firms(plan)])
    found = Exhibitor.objects.in_bulk(list(pks)[:A_LIST])
    for firm in (found[pk] for pk in pks if pk in found):
        words = f"{firm.name_zh} {firm.name_en}".strip()
        yield StaffSearchResult(
            words, snippet_url(user, Exhibitor, firm.pk, firm.name_zh), firm.country
        )


def live_firms(plan: Plan) -> list[int]:
    """pks of exhibitors on display that the plan finds, by their booth where they have one."""
    if not plan.concepts:
        return []
    query = GoodsQuery(kind=FirmReader.tab, size=A_LIST)
    hits = ask(lambda engine: engine.find(plan, query).hits, tuple).answer
    keys = [kind_and_pk(number) for number, _score in hits]
    booths = [pk for kind, pk in keys if kind == BoothReader.kind]
    owners = BoothPage.objects.filter(pk__in=booths)
    owner = dict(owners.values_list("pk", "participation__exhibitor"))
    found = [owner.get(pk) if kind == BoothReader.kind else pk for kind, pk in keys]
    return [pk for pk in found if pk]


def _fitting_firms(plan: Plan) -> Iterator[int]:
    """Of the newest firms, for those that aren't on display yet, or no longer."""
    fits = Fit(plan)
    newest = Exhibitor.objects.order_by("-pk").values_list("pk", "name_zh", "name_en")
    return (pk for pk, zh, en in newest[:MOST_NAMES] if fits("", "", firm=firm_names(zh, en)))


def booths(user, text: str) -> StaffSearchSection:
    """Booths of any edition that the user may edit, by title, firm or the code of the stand."""
    policy, deeds = PagePermissionPolicy(), {"change", "publish"}
    pages = policy.instances_user_has_any_permission_for(user, deeds)
    own = BoothPage.objects.filter(alias_of=None, pk__in=pages.order_by().values("pk"))
    return StaffSearchSection(_("Booths"), list(_booths(own, text)))


def _booths(own: QuerySet[BoothPage], text: str) -> Iterator[StaffSearchResult]:
    written = Q(title__icontains=text) | Q(title_en__icontains=text)
    stands = Q(participation__allocations__stand__code__iexact=text)
    named = own.filter(written | stands).order_by("-pk").values_list("pk", flat=True).distinct()
    pks = dict.fromkeys([*named[:A_LIST], *_fitting_booths(own, text)])
    found = own.filter(pk__in=list(pks)[:A_LIST])
    places = Prefetch("participation__allocations", WITH_PLACES)
    for booth in found.prefetch_related(places).select_related("participation").order_by("-pk"):
        url = reverse("wagtailadmin_pages:edit", args=[booth.pk])
        yield StaffSearchResult(
            booth.title, url, " ".join(s.code for s in booth.participation.stands())
        )


def _fitting_booths(own: QuerySet[BoothPage], text: str) -> Iterator[int]:
    """Of the newest booths, by pinyin and initials as well."""
    fits = Fit(lexicon().planner.plan(text))
    firm = ("participation__exhibitor__name_zh", "participation__exhibitor__name_en")
    newest = own.order_by("-pk").values_list("pk", "title", "title_en", *firm)[:MOST_NAMES]
    return (
        pk
        for pk, title, title_en, zh, en in newest
        if fits(title, title_en, firm=firm_names(zh, en))
    )


def goods(user, text: str) -> StaffSearchSection:
    return StaffSearchSection(_("Goods"), list(_goods(user, text)) if may(user, Product) else [])


def _goods(user, text: str) -> Iterator[StaffSearchResult]:
    plan = lexicon().planner.plan(text)
    written = Q(name_zh__icontains=text) | Q(variants__sku__icontains=text)
    also = Product.objects.filter(written).order_by("-pk").values_list("pk", flat=True)[:A_LIST]
    drafts = fitting_drafts(plan, Product.objects.filter(live=False))
    pks = list(dict.fromkeys([*live_goods(plan, size=A_LIST), *drafts, *also]))[:A_LIST]
    found = Product.objects.select_related("exhibitor").in_bulk(pks)
    for good in (found[pk] for pk in pks if pk in found):
        yield StaffSearchResult(
            good.name, snippet_url(user, Product, good.pk, good.name_zh), good.exhibitor.name
        )


def may(user, model) -> bool:
    label, name = model._meta.app_label, model._meta.model_name
    return any(user.has_perm(f"{label}.{verb}_{name}") for verb in ("change", "view"))


def snippet_url(user, model, pk: int, name: str) -> str:
    """Where one edits it; for those who may only look, its line in the list."""
    views = model.snippet_viewset
    if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
        return reverse(views.get_url_name("edit"), args=[pk])
    return f"{reverse(views.get_url_name('list'))}?{urlencode({'q': name})}"
