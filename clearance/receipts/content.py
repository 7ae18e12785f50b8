"""What a receipt item leaves out, from the receipt as it came; and the numbers in it."""

from decimal import Decimal, InvalidOperation

from ceb import read
from clearance.signing import without_envelope


def lines_in(receipt, head, lines, *, names, **wanted):
    """The lines of the first record whose head has the wanted values, with these elements alone,
    without the blanks around any.

    head, lines: names of the record's groups."""
    for record in read(without_envelope(bytes(receipt.content))).records:
        values = record.get(head, {})
        if all(values.get(name, "").strip() == (value or "") for name, value in wanted.items()):
            return [
                {name: line.get(name, "").strip() for name in names}
                for line in record.get(lines, [])
            ]
    return []


def number_in(text):
    """None for what is no number."""
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None
