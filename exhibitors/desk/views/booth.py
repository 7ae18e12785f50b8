from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exhibitors.actions.drafts import draft_of
from exhibitors.desk.access import at_desk
from exhibitors.desk.editor import (
    add_messages,
    disable_unless_editable,
    latest_differences,
    mark_missing_picture,
    save_forms,
)
from exhibitors.desk.featured import MAX_FEATURED, feature, ordered
from exhibitors.desk.forms import DraftForm, PictureForm
from exhibitors.desk.frame import desk_page
from exhibitors.desk.todos import booth_of
from exhibitors.review.actions import withdraw
from exhibitors.review.status import review_of


@at_desk
def booth(request, membership):
    """The booth's editor: texts in both languages, picture, order of featured goods."""
    page = booth_of(membership.exhibitor)
    if page is None:
        return desk_page(request, "desk/no_booth.html", membership)
    if request.method == "POST":
        return posted(request, membership, page)
    draft = draft_of(page)
    return editor(
        request,
        membership,
        page,
        form=DraftForm.of(draft),
        picture_form=PictureForm(),
        picture=draft.picture,
        order=draft.featured_pks(),
    )


def posted(request, membership, page):
    form = DraftForm.of(draft_of(page), request.POST)
    picture_form = PictureForm(request.POST, request.FILES)
    order = ordered(request.POST, {product.pk for product in own_products(membership)})
    outcome, context = save_forms(
        request, membership, page, form, picture_form, also=lambda draft: feature(draft, order)
    )
    if outcome and outcome.saved:
        return saved_response(request, membership, outcome)
    return editor(
        request, membership, page, form=form, picture_form=picture_form, order=order, **context
    )


def saved_response(request, membership, outcome):
    slug = membership.exhibitor.slug
    if request.POST.get("do") == "preview":
        return redirect("desk:booth_preview", slug=slug)
    add_messages(request, outcome)
    response = redirect("desk:booth", slug=slug)
    if request.POST.get("move") or request.POST.get("do") == "add":
        response["Location"] += "#featured"
    return response


def editor(request, membership, page, *, form, picture_form, picture, order, **context):
    review = review_of(page)
    disable_unless_editable(review, membership, form, picture_form)
    mark_missing_picture(picture_form, picture)
    names = {product.pk: product for product in own_products(membership)}
    return desk_page(
        request,
        "desk/booth.html",
        membership,
        status=409 if context.get("stale") else 200,
        page=page,
        review=review,
        form=form,
        picture_form=picture_form,
        picture=picture,
        rows=[names[pk] for pk in order if pk in names],
        others=[product for pk, product in names.items() if pk not in order],
        room=len(order) < MAX_FEATURED,
        seen=page.latest_revision_id,
        changes=latest_differences(page) if page.has_unpublished_changes or not page.live else [],
        **context,
    )


def own_products(membership):
    # a product never reviewed would appear on a live booth
    return list(membership.exhibitor.products.filter(live=True).order_by("name_zh", "pk"))


@at_desk
def preview(request, membership):
    """The latest draft as visitors would see it; `en/` shows the English one."""
    page = booth_of(membership.exhibitor)
    if page is None:
        raise Http404
    draft = draft_of(page)
    # as in the previews of Wagtail, whose user bar then stays away
    request.is_preview = True
    context = draft.get_context(request)
    response = render(request, draft.get_template(request), {**context, "is_draft": True})
    response["X-Robots-Tag"] = "noindex"
    return response


@at_desk
@require_POST
def take_back(request, membership):
    page = booth_of(membership.exhibitor)
    if page is None:
        raise Http404
    if withdraw(page, user=request.user):
        messages.success(request, _("Withdrawn from review. You can change it now."))
    else:
        messages.info(request, _("It was no longer in review."))
    return redirect("desk:booth", slug=membership.exhibitor.slug)
