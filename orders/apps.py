from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")

    def ready(self):
        # connects the receivers, and makes the tasks known to enqueue_on_commit, which names them
        from orders import receivers, tasks  # noqa: F401
