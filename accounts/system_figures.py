from accounts.models import AccountEmail
from core.system.outbox_figures import outbox_figures


def figures():
    return outbox_figures("account_emails", AccountEmail.objects)
