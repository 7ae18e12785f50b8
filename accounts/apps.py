from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import pgettext_lazy


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = pgettext_lazy("app", "Accounts")

    def ready(self):
        # tasks become known to enqueue_on_commit, which names them
        from accounts import tasks  # noqa: F401
        from accounts.roles.receivers import note_kept_roles, note_new_superuser
        from accounts.sign_in import sessions

        user_logged_in.connect(sessions.begin)
        user_logged_out.connect(sessions.ended)
        post_save.connect(
            note_new_superuser, sender="core.User", dispatch_uid="accounts.note_new_superuser"
        )
        post_migrate.connect(note_kept_roles, sender=self, dispatch_uid="accounts.note_kept_roles")
