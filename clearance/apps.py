from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClearanceConfig(AppConfig):
    name = "clearance"
    verbose_name = _("Clearance")

    def ready(self):
        from orders import signals

        signals.order_paid.connect(enqueue_clearance, dispatch_uid="clearance.order_paid")
        for signal in (signals.order_to_withdraw, signals.return_to_apply, signals.order_delivered):
            signal.connect(enqueue_change, dispatch_uid="clearance.change")


def enqueue_clearance(sender, order_id, **kwargs):
    from clearance.tasks import clear_order
    from core.background.enqueue import enqueue_on_commit

    enqueue_on_commit(clear_order, order_id)


def enqueue_change(sender, order_id, **kwargs):
    from clearance.tasks import change_order
    from core.background.enqueue import enqueue_on_commit

    enqueue_on_commit(change_order, order_id)
