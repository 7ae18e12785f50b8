from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")

    def ready(self):
        from orders import (
            picking_up,  # noqa: F401  (listens to releases)
            signing_in,  # noqa: F401  (listens to sign-ins)
        )
