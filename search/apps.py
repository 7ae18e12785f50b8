from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from . import receivers
        from .engines import time_budget  # noqa: F401 - connects its receivers

        receivers.connect()
