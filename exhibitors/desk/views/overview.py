from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from exhibitors.applications.forms import editions_offered
from exhibitors.desk.access import at_desk
from exhibitors.desk.editor import latest_differences
from exhibitors.desk.frame import desk_page
from exhibitors.desk.todos import booth_of, todos_of
from exhibitors.review.status import review_of
from exhibitors.stands import with_plan_urls


@never_cache
def choose(request):
    """To the one desk a member has; a choice where there are several."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    related = request.user.memberships.select_related("exhibitor")
    memberships = list(related.order_by("exhibitor__name_zh"))
    # 404: the page says how to get a desk, and there is none here yet
    if not memberships:
        return render(request, "desk/no_desk.html", status=404)
    if len(memberships) == 1:
        return redirect("desk:overview", slug=memberships[0].exhibitor.slug)
    return render(request, "desk/choose_exhibitor.html", {"memberships": memberships})


@at_desk
def overview(request, membership):
    page = booth_of(membership.exhibitor)
    review = review_of(page) if page else None
    return desk_page(
        request,
        "desk/overview.html",
        membership,
        todos=todos_of(membership),
        booth=page,
        review=review,
        stands=with_plan_urls(page.participation.stands()) if page else [],
        may_apply=bool(editions_offered(request.user, membership.exhibitor)),
        changes=latest_differences(page) if page and page.has_unpublished_changes else [],
    )
