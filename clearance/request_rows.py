"""A partner's JSON request as a table for a clerk, in the words of customs' own tables."""

import re
from functools import cache

from clearance.ceb import MESSAGES
from clearance.ceb.codes import TABLES
from clearance.ceb.fields import Group

MADE_BY_PARTNERS = (
    "621", "411", "511", "513", "623", "625", "711",
    "603", "403", "505", "605", "507", "509", "607", "701", "213", "215",
)  # fmt: skip
LISTS = ("621", "603")
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


def rows_of_request(request, kind=""):
    """Rows as of `masking.rows_of`: what is said once, then each good below its heading.

    kind: the document it asks for, whose own words go first: ieDate is another day out than in."""
    known, goods = fields(kind), fields_of_goods(kind if kind in LISTS else LISTS[0])
    said = [(name, value) for name, value in request.items() if not isinstance(value, list)]
    rows = [_row(name, value, known) for name, value in said]
    for number, line in enumerate(request.get("lines", []), start=1):
        rows.append(_row(f"lines[{number}]", "", heading=True))
        rows += [_row(name, value, goods) for name, value in line.items()]
    return rows


def _row(name, value, known=None, *, heading=False):
    known = known or fields()
    field = None if heading else known.get(OTHER_NAMES.get(name) or camel(name))
    return {
        "heading": heading,
        "name": name,
        "zh": field.zh if field else "",
        "en": field.en if field else "",
        "value": value,
        "meaning": TABLES[field.table].get(str(value), "") if field and field.table else "",
    }


def camel(name):
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


@cache
def fields(kind=""):
    """Fields of the documents that partners make, by customs' name; those of `kind` win, then the
    list's."""
    first = [kind] if kind in MADE_BY_PARTNERS else []
    kinds = [*first, *MADE_BY_PARTNERS]
    groups = [group for one in kinds for group in _groups(MESSAGES[one].record)]
    return {field.name: field for group in reversed(groups) for field in group.fields()}


@cache
def fields_of_goods(kind):
    """Of one good on a list: its country is where it was made, or where it ends, not where it was
    shipped from."""
    _head, goods = (group for group in _groups(MESSAGES[kind].record) if any(group.fields()))
    return {field.name: field for field in goods.fields()}


def _groups(group):
    yield group
    for member in group.members:
        if isinstance(member, Group):
            yield from _groups(member)


def label_of(name):
    """The Chinese name of a field of our requests, "" of one that customs' tables don't know."""
    field = fields().get(OTHER_NAMES.get(name) or camel(name))
    return field.zh if field else ""
