from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import pgettext_lazy

from core import groups


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = pgettext_lazy("app", "Site")

    def ready(self):
        # imported here: Wagtail's views need loaded models
        from core.files.admin_exports import disarm_formulas

        disarm_formulas()
        post_migrate.connect(groups.grant_permissions, dispatch_uid="core.groups")
