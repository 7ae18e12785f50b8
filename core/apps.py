from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import pgettext_lazy


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = pgettext_lazy("app", "Site")

    def ready(self):
        # imported here: they need loaded models
        from core.admin.group_permissions import grant_permissions
        from core.files.admin_exports import disarm_formulas

        disarm_formulas()
        post_migrate.connect(grant_permissions, dispatch_uid="core.groups")
