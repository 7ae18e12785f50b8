"""A partner's JSON request as a table for a clerk, in the terms of customs' own tables."""

import re
from dataclasses import asdict
from functools import cache

from django.utils.translation import gettext as _

from ceb import MESSAGES, DocumentRow
from ceb.fields import Group
from ceb.partner_documents import PARTNER_DOCUMENTS
from ceb.readable import meaning_of
from clearance.documents.kinds import KINDS, LISTS, codes
from core.language import speaks_chinese

# what partners are requested to send; lists first, whose terms are the usual ones
MADE_BY_PARTNERS = sorted(codes(own=False), key=lambda code: not KINDS[code].is_list)
# where our request and customs' table call one thing by two names
OTHER_NAMES = {
    "amount": "amountPaid",
    "paid_at": "payTime",
    "payer_telephone": "telephone",
    "transaction_id": "payTransactionId",
    "signed_at": "logisticsTime",
    "consignee_name": "consignee",
    "received_at": "accountingDate",
    "left_at": "leaveTime",
    "pod": "POD",
    "freight_currency": "fCurrency",
    "insured_fee_currency": "iCurrency",
}
# what only our requests say: (Chinese, English), as customs' tables have it
OWN_LABELS = {
    "change": ("变更申报", "a change of what customs holds"),
    "payer": ("付款人", "who paid"),
}


def rows_of_request(request, kind=""):
    """Rows as of `masking.rows_of`: what is said once, then each line below its heading.

    kind: the document it asks for, whose own terms go first: ieDate is another day out than in."""
    known, lines = fields(kind), lines_of(kind)
    rows = [
        _row(name, value, known, kind)
        for name, value in request.items()
        if not isinstance(value, list)
    ]
    for number, line in enumerate(_request_lines(request), start=1):
        place = f"lines[{number}]"
        if len(line) > 1 or "lists" not in request:
            zh, en = f"{lines.zh} {number}", f"{lines.en} {number}"
            rows.append(labelled(DocumentRow(place, "", zh, en, heading=True)))
        in_line = known | {field.name: field for field in lines.fields()}
        rows += [_row(name, value, in_line, kind, f"{place}/") for name, value in line.items()]
    return rows


def _request_lines(request):
    """A month's application says no more of its lists than their numbers."""
    return request.get("lines") or [{"invt_no": number} for number in request.get("lists", [])]


def _row(name, value, known, kind, place=""):
    field = known.get(element_of(name, kind))
    zh, en = OWN_LABELS.get(name) or ((field.zh, field.en) if field else ("", ""))
    trade = MESSAGES[kind].trade if kind in MESSAGES else "import"
    meaning = meaning_of(str(value), field, trade) if field else ""
    return labelled(DocumentRow(place + name, name, zh, en, plain(value), meaning))


def element_of(name, kind):
    """Customs' element for a name of our request."""
    document = PARTNER_DOCUMENTS.get(kind)
    names = {**document.names, **document.line_names} if document else {}
    return names.get(name) or OTHER_NAMES.get(name) or camel(name)


def plain(value):
    """As a person reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else value


def labelled(row: DocumentRow):
    """As a dictionary, with the label in the reader's language."""
    return asdict(row) | {"label": row.zh if speaks_chinese() else row.en}


def camel(name):
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


@cache
def fields(kind=""):
    """Fields of the documents that partners make, by customs' name; those of `kind` win, then the
    list's."""
    first = [kind] if kind in MADE_BY_PARTNERS else []
    kinds = [*first, *MADE_BY_PARTNERS]
    groups = [group for one in kinds for group in _groups(MESSAGES[one].record)]
    return {field.name: field for group in reversed(groups) for field in group.fields()}


@cache
def lines_of(kind):
    """The lines of a document, with their own terms: on a list the country of a good is where it
    was made, or where it ends, not where it was shipped from."""
    of_kind = _groups(MESSAGES[kind if kind in MADE_BY_PARTNERS else LISTS[0]].record)
    _whole, *below = of_kind
    repeated = [group for group in below if group.max_occurs != 1]
    return repeated[0] if repeated else lines_of(LISTS[0])


def _groups(group):
    yield group
    for member in group.members:
        if isinstance(member, Group):
            yield from _groups(member)
