"""What the organizers have to do, on the admin's first page beside Wagtail's own list of reviews.

Each app registers a function by the hook `pending_items` that takes the user and returns
PendingWork; a count of 0 stays off the page."""

from dataclasses import dataclass

from wagtail import hooks
from wagtail.admin.ui.components import Component


@dataclass(frozen=True, slots=True)
class PendingWork:
    label: str
    count: int
    url: str


class PendingWorkPanel(Component):
    name = "pending"
    template_name = "expo/admin/pending.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        items = [item for listed in hooks.get_hooks("pending_items") for item in listed(user)]
        return {"items": [item for item in items if item.count]}
