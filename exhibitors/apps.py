from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitorsConfig(AppConfig):
    name = "exhibitors"
    verbose_name = _("Exhibitors")

    def ready(self):
        # models are loaded only now; tasks become known to enqueue_on_commit, which names them
        from exhibitors import picture_access, tasks  # noqa: F401
        from exhibitors.review import receivers

        receivers.connect()
        picture_access.connect()
