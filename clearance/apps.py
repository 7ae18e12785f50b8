from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClearanceConfig(AppConfig):
    name = "clearance"
    verbose_name = _("Clearance")

    def ready(self):
        from orders.signals import order_paid

        order_paid.connect(nudge_clearance, dispatch_uid="clearance.nudge")


def nudge_clearance(sender, order_id, **kwargs):
    from clearance.tasks import clear_order
    from orders.nudging import nudge

    nudge(clear_order, order_id)
