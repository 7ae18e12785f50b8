from core.system.outbox_figures import outbox_figures
from exhibitors.models.email import ExhibitorEmail


def figures():
    return outbox_figures("exhibitor_emails", ExhibitorEmail.objects)
