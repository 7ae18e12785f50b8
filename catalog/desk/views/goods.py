from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.admission.rules import admission_cache
from catalog.desk.forms import ProductDraftForm
from catalog.desk.search import find_goods
from catalog.desk.variant_panels import variant_panels
from catalog.models import Product, Variant
from exhibitors.actions.drafts import draft_of
from exhibitors.desk.access import at_desk
from exhibitors.desk.editor import (
    add_messages,
    disable_unless_editable,
    latest_differences,
    mark_missing_picture,
    save_forms,
)
from exhibitors.desk.forms import PictureForm
from exhibitors.desk.frame import desk_page
from exhibitors.review.actions import withdraw
from exhibitors.review.status import review_of, reviews_of

PER_PAGE = 50


@at_desk
def goods(request, membership):
    """The exhibitor's goods with where each stands; `q` finds a name, its initials or a SKU."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:80]
    products = find_goods(membership.exhibitor, query) if query else own(membership)
    products = (
        products.order_by("name_zh", "pk")
        .select_related("picture", "exhibitor")
        .prefetch_related(
            "picture__renditions",
            Prefetch(
                "variants", Variant.objects.select_related("filing").prefetch_related("stock__zone")
            ),
        )
    )
    page_obj = Paginator(products, PER_PAGE).get_page(request.GET.get("page"))
    reviews = reviews_of(page_obj.object_list)
    admitted = admission_cache.on()
    for good in page_obj:
        good.review = reviews[good.pk]
        variants = good.variants.all()
        good.skus = len(variants)
        good.sold = sum(
            bool(hasattr(v, "filing") and v.filing.approved_at) and admitted.admits(v)
            for v in variants
        )
    return desk_page(request, "catalog/desk/goods.html", membership, page_obj=page_obj, q=query)


@at_desk
def good(request, membership, pk):
    """One good: its texts and picture, reviewed; price and stock, at once; what customs must know,
    to read."""
    product = find(membership, pk)
    draft = draft_of(product)
    form = ProductDraftForm.of(draft, request.POST or None)
    picture_form = PictureForm(request.POST or None, request.FILES or None)
    context = {"picture": draft.picture}
    if request.method == "POST":
        outcome, context = save_forms(request, membership, product, form, picture_form)
        if outcome and outcome.saved:
            return saved_response(request, membership, product, outcome)
    return editor(request, membership, product, form=form, picture_form=picture_form, **context)


def saved_response(request, membership, product, outcome):
    at = {"slug": membership.exhibitor.slug, "pk": product.pk}
    if request.POST.get("do") == "preview":
        return redirect("desk:good_preview", **at)
    add_messages(request, outcome)
    return redirect("desk:good", **at)


def editor(request, membership, product, *, form, picture_form, **context):
    review = review_of(product)
    disable_unless_editable(review, membership, form, picture_form)
    mark_missing_picture(picture_form, context["picture"])
    is_pending = product.has_unpublished_changes or not product.live
    return desk_page(
        request,
        "catalog/desk/good.html",
        membership,
        # 409: somebody else saved meanwhile; the page shows both versions
        status=409 if context.get("stale") else 200,
        product=product,
        review=review,
        form=form,
        picture_form=picture_form,
        seen=product.latest_revision_id,
        changes=latest_differences(product) if is_pending else [],
        panels=variant_panels(product),
        **context,
    )


@at_desk
def preview(request, membership, pk):
    """The latest draft as visitors would see it."""
    draft = draft_of(find(membership, pk))
    request.is_preview = True
    response = draft.serve_preview(request, draft.default_preview_mode)
    # a draft must never be found by a search engine, not even by a leaked link
    response["X-Robots-Tag"] = "noindex"
    return response


@at_desk
@require_POST
def withdraw_from_review(request, membership, pk):
    product = find(membership, pk)
    if withdraw(product, user=request.user):
        messages.success(request, _("Withdrawn from review. You can change it now."))
    else:
        messages.info(request, _("It was no longer in review."))
    return redirect("desk:good", slug=membership.exhibitor.slug, pk=product.pk)


def own(membership):
    return Product.objects.of_exhibitor(membership.exhibitor)


def find(membership, pk):
    return get_object_or_404(own(membership), pk=pk)
