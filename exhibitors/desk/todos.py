"""What waits for a member on the desk's first page. Each app gives its own part by the
hook `desk_todos`: a function of the membership that returns Todos, the most urgent first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from exhibitors.actions.drafts import draft_of
from exhibitors.models import Enquiry
from exhibitors.review.status import ReviewStage, review_of
from expo.pages.home import current_edition

MAX_ENQUIRIES = 5  # the page of enquiries has them all


@dataclass(frozen=True)
class Todo:
    """`char`: one character for the mark; `urgent` ones come first and are drawn so."""

    char: str
    title: str
    text: str
    url: str
    action: str
    urgent: bool = False


def todos_of(membership):
    todos = [todo for of_app in hooks.get_hooks("desk_todos") for todo in of_app(membership)]
    return sorted(todos, key=lambda todo: not todo.urgent)


def booth_of(exhibitor):
    """The booth page of the present edition, or None."""
    participation = exhibitor.participation_at(current_edition())
    return participation.booth() if participation else None


def booth(membership):
    page = booth_of(membership.exhibitor)
    # a task nobody at this desk may do is no task
    if page is None or not membership.may_edit():
        return []
    url = reverse("desk:booth", args=[membership.exhibitor.slug])
    review = review_of(page)
    if review.stage == ReviewStage.RETURNED:
        title, text = _("The booth was returned"), review.reason
        return [Todo("退", title, text, url, _("Edit it"), urgent=True)]
    if review.stage == ReviewStage.WAITING:
        return []
    errors = draft_of(page).errors_for_review()
    if errors:
        return [Todo("展", _("The booth is incomplete"), " ".join(errors), url, _("Complete it"))]
    if review.stage == ReviewStage.LIVE:
        return []
    text = _("Visitors still see the previous version.") if page.live else _("It is not shown yet.")
    return [Todo("展", _("The booth has changes to submit"), text, url, _("Check and submit"))]


def enquiries(membership):
    """Visitors wait for a person, so these come first."""
    waiting = Enquiry.objects.waiting_for(membership.exhibitor)[:MAX_ENQUIRIES]
    if not membership.may_trade():
        return []
    url = reverse("desk:enquiries", args=[membership.exhibitor.slug])
    title, action = _("A visitor's enquiry"), _("Answer")
    return [Todo("问", title, each.wanted, url, action, urgent=True) for each in waiting]
