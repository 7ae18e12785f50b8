from django.apps import AppConfig


class SiteConfig(AppConfig):
    """No models and no pages: it stands among the apps so that its system checks are found."""

    name = "config"
    verbose_name = "Site configuration"

    def ready(self):
        from config import checks  # noqa: F401 - registers itself, once settings are whole
