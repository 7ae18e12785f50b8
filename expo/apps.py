from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ExpoConfig(AppConfig):
    name = "expo"
    verbose_name = _("Expo")

    def ready(self):
        post_migrate.connect(top_up_groups, dispatch_uid="expo.groups")


def top_up_groups(sender, using="default", apps=None, **kwargs):
    from expo.groups import top_up

    top_up(sender, using=using, apps=apps)
