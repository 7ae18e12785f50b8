"""Lists of the clerk's pages as rows of a CSV file."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearance.models.stored_errors import error_text
from orders.identity.numbers import mask_within


def documents(messages):
    yield [
        _("Order"), pgettext("customs", "Document"), _("Kind"), _("State"),
        pgettext("customs", "Status"), _("Customs' message"), _("Problem"), _("Zone"), _("Mode"),
        _("Business key"), _("Customs number"), _("Version"), _("Number of attempts"),
        _("Prepared"), _("Sent at"),
    ]  # fmt: skip
    today = timezone.localdate()
    for message in messages.iterator(chunk_size=2000):
        yield [
            message.order.number if message.order else "",
            f"CEB{message.kind}", message.get_kind_display(), message.get_state_display(),
            message.status, mask_within(message.status_info, today),
            mask_within(error_text(message.last_error), today),
            message.zone.code if message.zone else "",
            message.order.mode if message.order else "", message.business_key,
            message.customs_number, message.version, message.tries, moment(message.created_at),
            moment(message.sent_at),
        ]  # fmt: skip


def discrepancies(discrepancies):
    yield [
        _("Day"), _("Kind"), _("About"), _("Ours"), _("Their version"), _("State"),
        pgettext("clerk", "Owner"),
        _("Remedy"), _("Note"), _("Found"), _("Closed"),
    ]  # fmt: skip
    for one in discrepancies.iterator(chunk_size=2000):
        yield [
            one.day, one.what.label, one.subject, one.ours, one.theirs, one.get_state_display(),
            one.owner.email if one.owner else "", one.what.remedy, one.note, moment(one.found_at),
            moment(one.closed_at),
        ]  # fmt: skip


def moment(at):
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
