"""What an exhibitor's goods ask for on the desk's first page."""

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from catalog.models import Product, Variant
from exhibitors.desk.todos import Todo
from exhibitors.review.status import reviews_of

SHOWN = 5  # returned goods named one by one


def goods(membership):
    if not membership.may_edit():
        return []
    products = Product.objects.of_exhibitor(membership.exhibitor)
    return [
        *returned(membership, products),
        *unsent(membership, products),
        *unsold(membership, products),
    ]


def returned(membership, products):
    back = products.filter(has_state(WorkflowState.STATUS_NEEDS_CHANGES)).order_by("pk")[:SHOWN]
    reviews = reviews_of(back)
    for good in back:
        url = reverse("desk:good", args=[membership.exhibitor.slug, good.pk])
        title = _("“%(name)s” was returned") % {"name": good.name}
        yield Todo("退", title, reviews[good.pk].reason, url, _("Edit it"), urgent=True)


def unsent(membership, products):
    active = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES
    n = products.filter(has_unpublished_changes=True).exclude(has_state(*active)).count()
    if n:
        title = ngettext(
            "%(n)d product has changes to submit", "%(n)d products have changes to submit", n
        ) % {"n": n}
        text = _("Visitors see what was approved last; a new product is not shown yet.")
        yield Todo("商", title, text, goods_url(membership), _("Check and submit"))


def has_state(*statuses):
    """Products with a review in one of these states; a review knows its object as text."""
    return Exists(
        WorkflowState.objects.filter(
            base_content_type=Product.get_base_content_type(),
            object_id=Cast(OuterRef("pk"), CharField()),
            status__in=statuses,
        )
    )


def unsold(membership, products):
    n = Variant.objects.filter(product__in=products.on_display(), filing__approved_at=None).count()
    if n:
        title = ngettext("%(n)d SKU is not for sale yet", "%(n)d SKUs are not for sale yet", n) % {
            "n": n
        }
        text = _("Each product lists what is missing; staff complete the customs details.")
        yield Todo("售", title, text, goods_url(membership), _("View product"))


def goods_url(membership):
    return reverse("desk:goods", args=[membership.exhibitor.slug])
