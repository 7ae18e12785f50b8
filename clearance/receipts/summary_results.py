"""A month's lists have become a declaration (CEB792): kept beside the application they were asked
for in, whose number customs named in its receipt (CEB702). The newest word by customs' time counts.

A result whose application is not known yet waits among the receipts without a document."""

from django.db import transaction

from clearance.models import Declaration, Message, SummaryResult
from clearance.receipts.content import lines_in, number_in
from evidence import actions as evidence

LINE_FACTS = ("invtNo", "logisticsNo", "gseqno", "gnum", "gcode")


@transaction.atomic
def apply_summary_result(item):
    """True if the application is known: then the result is on file, or a newer word of it was."""
    message = application_of(item.business_key)
    if message is None:
        return False
    Message.objects.select_for_update(of=("self",)).get(pk=message.pk)  # one result at a time
    result = SummaryResult.objects.filter(**_key(item)).first() or SummaryResult(**_key(item))
    if result.result_time >= item.return_time:
        return True
    _take(result, item, message)
    _name_declaration(result)
    evidence.record(
        subject=message.subject,
        kind="summary result",
        payload={
            "key": message.business_key,
            "declaration": str(result),
            "state": result.state,
            "lists": len(result.lists),
            "receipt": item.receipt.digest,
        },
    )
    return True


def application_of(sum_no):
    """The newest version of the application that customs gave this number, or None."""
    named = Message.objects.filter(
        kind=Message.Kind.SUMMARY, receipt_items__data__sumNo=sum_no
    ).order_by("-version")
    return named.first() if sum_no else None


def _key(item):
    part = item.data.get("msgSeqNo", "").strip()
    return {
        "sum_no": item.business_key[:18],
        "decl_seq_no": item.data.get("declSeqNo", "")[:18],
        "part": int(part) if part.isdecimal() else 1,
    }


def _take(result, item, message):
    result.message, result.receipt = message, item.receipt
    result.result_time, result.state = item.return_time, item.status[:3]
    result.entry_no = item.data.get("entryId", "")[:18]
    result.pre_no = item.data.get("decPreNo", "")[:18]
    result.gross_weight = number_in(item.data.get("grossWeight", ""))
    result.lines = lines_in(
        item.receipt,
        "SummaryResultHead",
        "SummaryResultList",
        names=LINE_FACTS,
        sumNo=item.business_key,
        declSeqNo=item.data.get("declSeqNo"),
        msgSeqNo=item.data.get("msgSeqNo"),
    )
    result.save()


def _name_declaration(result):
    """Each list knows the declaration it went into."""
    if result.entry_no:
        lists = Declaration.objects.filter(kind=Message.Kind.EXPORT_LIST, invt_no__in=result.lists)
        lists.update(entry_no=result.entry_no)
