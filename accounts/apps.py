from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = pgettext_lazy("app", "Accounts")

    def ready(self):
        # tasks become known to enqueue_on_commit, which names them
        from accounts import tasks  # noqa: F401
