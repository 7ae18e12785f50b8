"""The buttons of Wagtail's editor ask again and again how a review stands, and a page that is drawn
while somebody answers found none in the end: an automatic save then answered 500."""

from wagtail.admin.action_menu import WorkflowMenuItem as PageAnswer
from wagtail.snippets.action_menu import WorkflowMenuItem as SnippetAnswer


def read_review_once(menu_items, request, context):
    """For the hooks construct_page_action_menu and construct_snippet_action_menu: from here on the
    object keeps the review it has now; without one there are no buttons to answer by."""
    obj = context.get("page") or context.get("instance")
    if context.get("view") != "edit" or not hasattr(obj, "current_workflow_state"):
        return
    state = obj.current_workflow_state
    obj._current_workflow_states = [state] if state else []  # where Wagtail looks first
    if obj.current_workflow_task_state is None:
        answers = (PageAnswer, SnippetAnswer)
        menu_items[:] = [item for item in menu_items if not isinstance(item, answers)]
