from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy


class AnsweredOnly(ModelPermissionPolicy):
    """What comes from outside is answered: nobody writes it here, and none of it is lost."""

    def _get_permission_codenames(self, actions):
        # asked for by Wagtail's menus as well as by its views
        return super()._get_permission_codenames(set(actions) - {"add", "delete"})

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class AnswerView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What came from outside, with what can be done about it: it is answered, never edited."""

    permission_required = "change"
    index_url_name = None
    _show_breadcrumbs = True

    @cached_property
    def instance(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.instance)

    def get_breadcrumbs_items(self):
        meta = self.model._meta
        url = reverse(f"wagtailsnippets_exhibitors_{meta.model_name}:list")
        return [
            *super().get_breadcrumbs_items(),
            {"url": url, "label": capfirst(meta.verbose_name_plural)},
            {"url": "", "label": str(self.instance)},
        ]
