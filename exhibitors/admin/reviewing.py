"""Booths and products in Wagtail's editor while they are in review: the reviewer answers, and
nobody writes. Wagtail would save what stands in the form with every answer, and by itself while
somebody types; the exhibitor would find it as a draft of their own."""

import json

from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_valid_next_url_from_request

from exhibitors.errors import NotAllowedError
from exhibitors.models import BoothPage
from exhibitors.review.actions import withdraw
from exhibitors.review.status import reviews_of

WRITING = {
    *("action-save-draft", "action-save", "action-publish", "action-submit"),
    "action-restart-workflow",
}
SEQUENCE = {"approve": 0, "reject": 1}
AT_ONCE = gettext_lazy("Approve and publish")
IN_REVIEW = gettext_lazy(
    "In review: it stays as its exhibitor submitted it. Approve it, or return it."
)
WITH_COMMENT = gettext_lazy("Approve and publish, with a comment")


def answer_or_refuse(request, obj):
    """Before the editor's own work; None where that may go on."""
    if request.method != "POST" or not hasattr(obj, "errors_for_review"):
        return None
    if request.POST.get("action-workflow-action"):
        return answered(request, obj)
    if not obj.workflow_in_progress:
        return None
    if request.POST.get("action-cancel-workflow"):
        return cancelled(request, obj)
    return refused(request, obj)


def answered(request, obj):
    """Approved or returned, with nothing of the form but the reviewer's reason."""
    task, state = obj.current_workflow_task, obj.current_workflow_task_state
    action = request.POST.get("workflow-action-name")
    allowed = {name for name, *_ in task.get_actions(obj, request.user)} if task else ()
    if action not in allowed:
        messages.error(request, _("It is no longer in review: it was answered or withdrawn."))
        return redirect("wagtailadmin_home")
    if request.POST.get("loaded_revision_id", str(state.revision_id)) != str(state.revision_id):
        text = _("It was submitted again with changes while you had it open. Please read it again.")
        messages.error(request, text)
        return redirect(editor_of(request, obj))
    try:
        task.on_action(state, request.user, action, comment=comment_sent(request))
    except NotAllowedError as exc:
        messages.error(request, exc.reasons[0])
        return redirect(editor_of(request, obj))
    messages.success(request, _("Answered. The exhibitor gets an e-mail."))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def comment_sent(request):
    try:
        data = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        return ""
    return str(data.get("comment") or "") if isinstance(data, dict) else ""


def cancelled(request, obj):
    state = obj.current_workflow_state
    if may_cancel(request.user, state) and withdraw(obj, user=request.user):
        messages.success(request, _("The review is cancelled."))
    else:
        messages.error(request, _("It is no longer in review: it was answered or withdrawn."))
    return redirect(editor_of(request, obj))


def may_cancel(user, state):
    """Who submitted it, for an exhibitor. All others answer: a review that just ends tells the
    exhibitor neither that nor why."""
    return bool(state) and state.requested_by_id == user.pk and state.user_can_cancel(user)


def refused(request, obj):
    text = str(IN_REVIEW)
    if not request.accepts("text/html"):  # saved by the browser itself, as somebody types
        facts = {"success": False, "error_code": "locked", "error_message": text}
        return JsonResponse(facts, status=400)
    messages.error(request, text)
    return redirect(editor_of(request, obj))


def refuse_to_publish_many(request, action_type, objects, action):
    """Before one of Wagtail's actions on many pages: none publishes past a reviewer what is in
    review, nor ends the review with it."""
    if action_type != "publish":
        return None
    chosen = Q(pk__in=[page.pk for page in objects])
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            chosen |= Q(path__startswith=page.path)
    booths = BoothPage.objects.filter(chosen).order_by("path")
    reviews = reviews_of(booths)
    booth = next((booth for booth in booths if reviews[booth.pk].is_locked), None)
    if booth is None:
        return None
    messages.error(request, f"{booth.title}: {IN_REVIEW}")
    return redirect("wagtailadmin_explore", booth.get_parent().pk)


def editor_of(request, obj):
    return AdminURLFinder(request.user).get_edit_url(obj) or reverse("wagtailadmin_home")


def only_answers(menu_items, request, context):
    """The editor's buttons while something is in review; the first is the large one."""
    obj = context.get("page") or context.get("instance")
    if obj is None or not hasattr(obj, "errors_for_review") or not obj.workflow_in_progress:
        return
    unused = set(WRITING)
    if not may_cancel(request.user, obj.current_workflow_state):
        unused.add("action-cancel-workflow")
    menu_items[:] = [item for item in menu_items if item.name not in unused]
    menu_items.sort(key=lambda item: SEQUENCE.get(item.name, len(SEQUENCE)))  # is stable
    for item in menu_items:
        if item.name == "approve":
            item.label = WITH_COMMENT if item.launch_modal else AT_ONCE
