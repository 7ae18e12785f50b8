from django.apps import AppConfig


class SiteConfig(AppConfig):
    """No models and no pages: it is an installed app so that its system checks are registered."""

    name = "config"
    verbose_name = "Site configuration"

    def ready(self):
        from config import checks  # noqa: F401 - registers itself, once settings are loaded
