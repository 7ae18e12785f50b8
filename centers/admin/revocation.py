"""Withdrawing printed codes: from the list of codes, after a page that asks once more."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from centers.models import Token


class RevokeCodes(SnippetBulkAction):
    models = [Token]
    display_name = pgettext_lazy("QR code", "Withdraw")
    aria_label = _("Withdraw the selected codes")
    action_type = "revoke"
    action_priority = 10
    classes = {"serious"}
    template_name = "centers/admin/revoke_codes.html"

    def check_perm(self, token):
        # withdrawn ones are listed apart: the moment of their withdrawal stays
        allowed = self.permission_policy.user_has_permission_for_instance
        return token.revoked_at is None and allowed(self.request.user, "change", token)

    @classmethod
    def execute_action(cls, objects, **kwargs):
        return Token.objects.filter(pk__in=[token.pk for token in objects]).revoke(), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        message = ngettext("%(n)d code withdrawn.", "%(n)d codes withdrawn.", num_parent_objects)
        return message % {"n": num_parent_objects}


def revocation_url(token, next_url=None):
    url = reverse("wagtail_bulk_action", args=["centers", "token", RevokeCodes.action_type])
    query = {"id": token.pk} | ({"next": next_url} if next_url else {})
    return f"{url}?{urlencode(query)}"
