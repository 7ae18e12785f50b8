from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.admission.rules import admission_cache
from catalog.desk.forms import GoodForm
from catalog.desk.search import find_goods
from catalog.desk.variant_panels import variant_panels
from catalog.models import Product, Variant
from exhibitors.actions.drafts import draft_of
from exhibitors.desk.access import at_desk
from exhibitors.desk.editor import (
    differences_from,
    latest_differences,
    picture_sent,
    save_and_submit,
    seen_revision,
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
    return desk_page(
        request, "catalog/desk/goods.html", membership, at="goods", page_obj=page_obj, q=query
    )


@at_desk
def good(request, membership, pk):
    """One good: its texts and picture, reviewed; price and stock, at once; what customs must know,
    to read."""
    product = find(membership, pk)
    if request.method == "POST":
        return posted(request, membership, product)
    draft = draft_of(product)
    return editor(
        request,
        membership,
        product,
        form=GoodForm.of(draft),
        picture_form=PictureForm(),
        picture=draft.picture,
    )


def posted(request, membership, product):
    draft = draft_of(product)
    form = GoodForm.of(draft, request.POST)
    picture_form = PictureForm(request.POST, request.FILES)
    context = {"picture": draft.picture}
    # & and not `and`: both forms show their errors at once
    if picture_form.is_valid() & form.is_valid():
        picture = picture_sent(request, membership, picture_form, form.cleaned_data["name_zh"])
        context = {"picture": picture or draft.picture, "kept": picture}
        if not picture_form.errors:

            def change(each):
                for name, value in form.cleaned_data.items():
                    setattr(each, name, value)
                each.picture = picture or each.picture

            outcome = save_and_submit(
                product,
                user=request.user,
                seen=seen_revision(request.POST),
                change=change,
                then_submit=request.POST.get("do") == "submit",
            )
            if outcome.saved:
                return answered(request, membership, product, outcome)
            context["refusals"] = outcome.reasons
            if outcome.stale:
                change(draft)
                context |= {
                    "stale": outcome.stale,
                    "theirs": differences_from(outcome.stale, draft),
                }
    return editor(request, membership, product, form=form, picture_form=picture_form, **context)


def answered(request, membership, product, outcome):
    for reason in outcome.reasons:
        messages.error(request, reason)
    if outcome.submitted:
        messages.success(
            request, _("Submitted. The live page stays as it is until the reviewers answer.")
        )
    elif request.POST.get("do") == "preview":
        return redirect("desk:good_preview", slug=membership.exhibitor.slug, pk=product.pk)
    elif not outcome.reasons:
        messages.success(request, _("Draft saved. Visitors don't see it yet."))
    return redirect("desk:good", slug=membership.exhibitor.slug, pk=product.pk)


def editor(request, membership, product, *, form, picture_form, **context):
    review = review_of(product)
    if review.is_locked or not membership.may_edit():
        for field in (*form.fields.values(), *picture_form.fields.values()):
            field.disabled = True
    is_pending = product.has_unpublished_changes or not product.live
    return desk_page(
        request,
        "catalog/desk/good.html",
        membership,
        at="goods",
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
