from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExhibitorsConfig(AppConfig):
    name = "exhibitors"
    verbose_name = _("Exhibitors")

    def ready(self):
        from wagtail.signals import page_published

        from exhibitors.review import receivers as answers

        answers.connect()
        page_published.connect(booth_published, dispatch_uid="exhibitors.booth_published")


def booth_published(sender, instance, **kwargs):
    """Whoever publishes a booth, by review or by hand: its English page is there."""
    from exhibitors.actions.booths import follow_in_other_languages
    from exhibitors.models import BoothPage

    if isinstance(instance, BoothPage) and instance.alias_of_id is None:
        follow_in_other_languages(instance)
